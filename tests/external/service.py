# SPDX-License-Identifier: Apache-2.0
"""Starts `convert --serve` (or --preview) on a free port and speaks HTTP to it; standard library only."""
import http.client
import os
import re
import signal
import struct
import subprocess
import time
import zlib
from pathlib import Path


class Service:
    """with Service(convert, ["--timeout", "1"]) as service: service.post("/convert?to=pdf", b"# A")"""

    def __init__(self, convert, options=(), command=("--serve", "0"), folder=None):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
        self.process = subprocess.Popen([convert, *command, *options], stderr=subprocess.PIPE, text=True,
                                        env=environment, cwd=folder)
        self.port = None
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        if self.port is None:
            raise RuntimeError("the service did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def request(self, method, path, body=None, headers=None):
        """(status, headers with lower-case names, body)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def get(self, path, headers=None):
        return self.request("GET", path, None, headers)

    def post(self, path, body, headers=None):
        return self.request("POST", path, body, headers)

    def stop(self, seconds=20):
        """Asks it to stop, as a supervisor does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def children(self):
        """Process ids of the HTTP process and the workers."""
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True,
                                text=True, check=False).stdout
        return [int(word) for word in listed.split()]

    def workers(self):
        """Process ids of the workers: the children without the HTTP module."""
        return [pid for pid in self.children() if "inkstone_http" not in Path(f"/proc/{pid}/maps").read_text()]

    def busy_worker(self, ticks=10, seconds=30):
        """Process id of the worker that has computed for some 0.1 s, once there is one."""
        deadline = time.monotonic() + seconds
        while True:
            busiest = max(self.workers(), key=cpu_ticks)
            if cpu_ticks(busiest) > ticks:
                return busiest
            if time.monotonic() > deadline:
                raise RuntimeError("no worker is busy")
            time.sleep(0.01)

    def wait_for_requests(self, number, seconds=20):
        """Until so many requests are being answered."""
        deadline = time.monotonic() + seconds
        while f"requests_in_flight {number}\n" not in self.get("/metrics")[2].decode():
            if time.monotonic() > deadline:
                raise RuntimeError(f"there are not {number} requests")
            time.sleep(0.01)


def multipart(parts):
    """(headers, body) of multipart/form-data from (name, file name or None, bytes)."""
    boundary = "inkstone-boundary-7MA4YWxk"
    body = b""
    for name, filename, content in parts:
        named = f'; filename="{filename}"' if filename else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode()
        body += content + b"\r\n"
    body += f"--{boundary}--\r\n".encode()
    return {"Content-Type": f"multipart/form-data; boundary={boundary}"}, body


def png():
    """A red picture of 8 by 8."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\xff\0\0" * 8) * 8
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def cpu_ticks(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
