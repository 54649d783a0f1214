#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_service.py CONVERT: the service (`--serve`) answers rightly, keeps its bounds, loses no request to
another's crash or time limit, gives nobody a file, and stops when told."""
import concurrent.futures
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from service import Service, multipart, png

CONVERT = os.path.abspath(sys.argv[1])
TEXT = "# 标题 Title\n\nText *here*.\n".encode()
# Takes many seconds.
LONG = "\n\n".join(f"Paragraph {number} 段落的文字。" for number in range(400_000)).encode()


def converted(markdown, kind):
    """What the command itself makes of it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "document.md"), Path(folder, f"out.{kind}")
        source.write_bytes(markdown)
        subprocess.run([CONVERT, source, "-o", target], check=True,
                       env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
        return target.read_bytes()


class Conversions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(CONVERT, ["-j", "2"])

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()

    def test_every_format_has_the_bytes_of_the_command(self):
        for kind, media in (("pdf", "application/pdf"), ("epub", "application/epub+zip"),
                            ("html", "text/html; charset=utf-8")):
            status, headers, body = self.service.post(f"/convert?to={kind}", TEXT)
            self.assertEqual((status, headers["content-type"]), (200, media))
            self.assertEqual(body, converted(TEXT, kind), kind)

    def test_a_form_body_is_a_document_and_not_parameters(self):
        # curl --data-binary says so; cpp-httplib would stop at 8 KiB.
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _, body = self.service.post("/convert?to=html", TEXT + b"a&b=c " * 4000, headers)
        self.assertEqual(status, 200)
        self.assertIn(b"a&amp;b=c", body)

    def test_pictures_come_along(self):
        headers, body = multipart([("document", "a.md", b"![red](img/%C3%A4.png)\n"),
                                   ("picture", "img/\u00e4.png", png()), ("to", None, b"epub"),
                                   ("metadata.title", None, b"Sent")])
        status, headers, book = self.service.post("/convert", body, headers)
        self.assertEqual(status, 200)
        self.assertEqual(json.loads(headers["inkstone-messages"]), [])
        self.assertIn(b"images/", book)

    def test_options_are_parameters(self):
        _, _, body = self.service.post("/convert?to=html&lang=de&metadata.title=A+B%21&toc", TEXT)
        self.assertIn(b"<title>A B!</title>", body)
        self.assertIn(b'lang="de"', body)

    def test_messages_are_json(self):
        status, headers, body = self.service.post("/check?to=pdf", "# A\n\n\ue000\n".encode())
        self.assertEqual((status, headers["content-type"]), (200, "application/json"))
        answer = json.loads(body)
        self.assertEqual([m["code"] for m in answer["messages"]], ["missing-glyph"])
        self.assertEqual(answer["messages"][0]["line"], 3)

    def test_no_file_of_the_machine_is_read(self):
        for option in ("css=/etc/passwd", "theme=./x.yaml", "mainfont=/etc/passwd",
                       "epub-cover-image=a.png", "mainfont=..%2Fx.ttf"):
            status, _, body = self.service.post(f"/convert?to=epub&{option}", TEXT)
            self.assertEqual(status, 400, option)
            self.assertNotIn(b"root:", body)
        for name in ("/etc/hostname", "../../etc/hostname", "file:///etc/hostname"):
            status, headers, _ = self.service.post("/convert?to=epub", f"![x]({name})".encode())
            self.assertEqual(status, 200)
            self.assertNotEqual(headers["inkstone-message-count"], "0", name)

    def test_mistakes_have_their_status(self):
        for method, path, body, status in (
                ("POST", "/convert?to=htm", TEXT, 400), ("POST", "/convert?unknown=1", TEXT, 400),
                ("POST", "/other", TEXT, 404), ("GET", "/convert", None, 405), ("PUT", "/convert", TEXT, 405),
                ("GET", "/" + "a" * 2000, None, 414)):
            answer, headers, content = self.service.request(method, path, body)
            self.assertEqual(answer, status, path)
            self.assertIn("error", json.loads(content))
        self.assertEqual(self.service.post("/convert", TEXT, {"Content-Encoding": "gzip"})[0], 415)
        self.assertEqual(self.service.get("/healthz", {"Host": "attacker.example"})[0], 403)
        chunked = iter([TEXT])
        self.assertEqual(self.service.post("/convert", chunked, {"Transfer-Encoding": "chunked"})[0], 411)

    def test_health_and_metrics(self):
        self.assertEqual(self.service.get("/healthz")[0], 200)
        self.service.post("/convert?to=html", TEXT)
        text = self.service.get("/metrics")[2].decode()
        self.assertRegex(text, r'inkstone_requests_total\{status="200"\} [1-9]')
        self.assertRegex(text, r"inkstone_request_seconds_count [1-9]")


class Bounds(unittest.TestCase):
    def test_time_ends_one_request_only(self):
        with Service(CONVERT, ["-j", "2", "--timeout", "0.5"]) as service, \
                concurrent.futures.ThreadPoolExecutor() as threads:
            slow = threads.submit(service.post, "/convert?to=pdf", LONG)
            quick = [threads.submit(service.post, "/convert?to=html", TEXT) for _ in range(20)]
            self.assertEqual({future.result()[0] for future in quick}, {200})
            self.assertEqual(slow.result()[0], 504)
            self.assertIn("inkstone_workers_lost_total 1", service.get("/metrics")[2].decode())

    def test_memory_ends_one_request_only(self):
        with Service(CONVERT, ["-j", "1", "--max-memory", "16M"]) as service:
            self.assertIn(service.post("/convert?to=pdf", LONG)[0], (422, 500))
            self.assertEqual(service.post("/convert?to=html", TEXT)[0], 200)

    def test_a_killed_worker_costs_its_request(self):
        with Service(CONVERT, ["-j", "1"]) as service:
            with concurrent.futures.ThreadPoolExecutor() as threads:
                slow = threads.submit(service.post, "/convert?to=pdf", LONG)
                os.kill(service.busy_worker(), signal.SIGKILL)
                self.assertEqual(slow.result()[0], 500)
            self.assertEqual(service.post("/convert?to=html", TEXT)[0], 200)

    def test_beyond_the_queue_is_429(self):
        with Service(CONVERT, ["-j", "1", "--max-queue", "2", "--timeout", "60"]) as service, \
                concurrent.futures.ThreadPoolExecutor(16) as threads:
            slow = threads.submit(service.post, "/convert?to=pdf", LONG)
            busy = service.busy_worker()
            quick = [threads.submit(service.post, "/convert?to=html", TEXT) for _ in range(8)]
            while sum(future.done() for future in quick) < 6:
                time.sleep(0.01)
            os.kill(busy, signal.SIGKILL)
            answers = [future.result() for future in quick]
            statuses = [answer[0] for answer in answers]
            self.assertEqual((statuses.count(200), statuses.count(429)), (2, 6))
            refused = next(answer for answer in answers if answer[0] == 429)
            self.assertEqual(refused[1]["retry-after"], "1")
            self.assertEqual(slow.result()[0], 500)
            self.assertEqual(service.post("/convert?to=html", TEXT)[0], 200)

    def test_large_bodies_are_refused(self):
        with Service(CONVERT, ["--max-input-bytes", "1000"]) as service:
            self.assertEqual(service.post("/convert?to=html", b"a" * 1001)[0], 413)
            self.assertEqual(service.post("/convert?to=html", b"a" * 999)[0], 200)

    def test_a_connection_that_says_nothing_holds_nobody_up(self):
        with Service(CONVERT, ["-j", "1"]) as service:
            silent = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(20)]
            self.assertEqual(service.post("/convert?to=html", TEXT)[0], 200)
            for connection in silent:
                connection.close()


class Stopping(unittest.TestCase):
    def test_what_was_taken_is_answered(self):
        document = "\n\n".join(f"Paragraph {number} 段落。" for number in range(20_000)).encode()
        with Service(CONVERT, ["-j", "1"]) as service, concurrent.futures.ThreadPoolExecutor() as threads:
            slow = threads.submit(service.post, "/convert?to=pdf", document)
            service.wait_for_requests(1)
            children = service.children()
            self.assertEqual(service.stop(), 0)
            status, _, body = slow.result()
            self.assertEqual((status, body[:5]), (200, b"%PDF-"))
            for child in children:
                self.assertFalse(os.path.exists(f"/proc/{child}"), "a process was left behind")
            with self.assertRaises(OSError):
                service.get("/healthz")

    def test_a_taken_port_is_said(self):
        with Service(CONVERT) as service:
            second = subprocess.run([CONVERT, "--serve", str(service.port)], capture_output=True, text=True,
                                    timeout=20, check=False)
            self.assertEqual(second.returncode, 2)
            self.assertIn("cannot listen", second.stderr)

    def test_killed_outright_nothing_stays(self):
        with Service(CONVERT) as service:
            children = service.children()
            service.process.kill()
            service.process.wait()
            deadline = time.monotonic() + 5
            while any(map(alive, children)) and time.monotonic() < deadline:
                time.sleep(0.05)
            self.assertFalse(any(map(alive, children)))


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
