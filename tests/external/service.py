# SPDX-License-Identifier: Apache-2.0
"""Starts `convert --serve` (or --preview) on a free port and speaks HTTP to it; standard library only."""
import http.client
import os
import re
import signal
import struct
import subprocess
import zlib


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
