#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_watch.py CONVERT: `--watch` converts again what changed and nothing else, keeps the last good output
and says what is wrong; `--preview` serves pages that load again, whose script is in no written file.
With chromium, a page on screen is seen to change by itself."""
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request
from pathlib import Path

from service import Service, png

CONVERT = os.path.abspath(sys.argv[1])


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.write("docs/a.md", "# First\n\n![picture](img/a.png)\n")
        self.write("docs/b.md", "# Other\n")

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, name, content):
        """As editors do: another file, renamed over the first."""
        self.write(name + ".new~", content)
        os.rename(self.folder / (name + ".new~"), self.folder / name)

    def read(self, name):
        return (self.folder / name).read_text()


class Watch(Folder):
    def start(self, *arguments):
        process = subprocess.Popen([CONVERT, "--watch", *arguments], cwd=self.folder, text=True,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.lines = []
        threading.Thread(target=self.collect, args=(process.stderr,), daemon=True).start()
        self.wait_for(lambda: any("watching" in line for line in self.lines))
        return process

    def collect(self, stream):
        try:
            for line in stream:
                self.lines.append(line)
        except ValueError:
            pass  # closed at the end of the test

    def wait_for(self, holds, seconds=60):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, "".join(self.lines))
            time.sleep(0.02)

    def rounds(self):
        return sum("outputs written" in line for line in self.lines)

    def test_only_what_changed_is_converted_again(self):
        self.start("docs", "-t", "html", "--out-dir", "out")
        before = os.stat(self.folder / "out/b.html").st_mtime_ns
        self.replace("docs/a.md", "# Second\n\n![picture](img/a.png)\n")
        self.wait_for(lambda: "Second" in self.read("out/a.html"))
        self.wait_for(lambda: self.rounds() == 2)
        self.assertEqual(os.stat(self.folder / "out/b.html").st_mtime_ns, before)

    def test_pictures_that_come_and_change_count(self):
        self.start("docs/a.md", "-o", "a.pdf")
        empty = (self.folder / "a.pdf").stat().st_size
        self.write("docs/img/a.png", png())
        self.wait_for(lambda: self.rounds() == 2)
        self.assertNotEqual((self.folder / "a.pdf").stat().st_size, empty)
        self.write("docs/img/unused.png", png())
        time.sleep(0.4)
        self.assertEqual(self.rounds(), 2)

    def test_style_sheets_themes_and_defaults_count(self):
        self.write("docs/a.css", "p { color: #111111 }")
        self.write("look/d.yaml", "css: a.css\nmetadata: {author: Ann}\n")
        self.start("docs", "-d", "look/d.yaml", "-t", "html", "--out-dir", "out")
        self.replace("docs/a.css", "p { color: #222222 }")
        self.wait_for(lambda: "#222222" in self.read("out/a.html") and "#222222" in self.read("out/b.html"))
        self.replace("look/d.yaml", "css: a.css\nmetadata: {author: Bob}\n")
        self.wait_for(lambda: "Bob" in self.read("out/b.html"))

    def test_new_documents_are_taken_in(self):
        self.start("docs", "-t", "html", "--out-dir", "out")
        self.write("docs/deep/new.md", "# New\n")
        self.wait_for(lambda: (self.folder / "out/deep/new.html").exists())

    def test_many_changes_are_one_round(self):
        self.start("docs", "-t", "html", "--out-dir", "out")
        for number in range(20):
            self.write("docs/a.md", f"# Number {number}\n")
        self.wait_for(lambda: "Number 19" in self.read("out/a.html"))
        time.sleep(0.2)
        self.assertLess(self.rounds(), 10)

    def test_an_error_is_said_and_the_last_output_stays(self):
        process = self.start("docs/a.md", "-o", "out.html", "--max-input-bytes", "100")
        good = self.read("out.html")
        self.write("docs/a.md", "x" * 200)
        self.wait_for(lambda: any("error" in line for line in self.lines))
        self.assertEqual(self.read("out.html"), good)
        self.write("docs/a.md", "# Mended\n")
        self.wait_for(lambda: "Mended" in self.read("out.html"))
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), 0)


class Preview(Folder):
    def service(self, *arguments):
        return Service(CONVERT, arguments, command=("--preview", "0"), folder=self.folder)

    def test_pages_pictures_and_nothing_else(self):
        self.write("docs/img/a.png", png())
        self.write("docs/.secret.png", png())
        self.write("docs/notes.txt", "secret")
        with self.service("docs") as service:
            status, headers, body = service.get("/a.md")
            self.assertEqual((status, headers["cache-control"]), (200, "no-store"))
            self.assertIn(b"First", body)
            self.assertIn(b"/-/events", body)
            self.assertEqual(service.get("/img/a.png")[2], png())
            self.assertIn(b'href="/b.md"', service.get("/")[2])
            for path in ("/notes.txt", "/.secret.png", "/../docs/img/a.png", "/none.md", "/%2e%2e/x.png"):
                self.assertIn(service.get(path)[0], (400, 404), path)
            self.assertEqual(service.get("/a.md", {"Host": "attacker.example"})[0], 403)
            self.assertEqual(service.stop(), 0)
        self.assertEqual(sorted(path.name for path in self.folder.rglob("*.html")), [])

    def test_the_script_is_in_no_written_file(self):
        with self.service("docs/a.md", "-o", "out.html") as service:
            self.assertEqual(service.get("/")[0], 302)
            self.assertIn(b"EventSource", service.get("/a.md")[2])
            self.assertNotIn("EventSource", self.read("out.html"))

    def test_changes_are_told_and_errors_stand_over_the_last_page(self):
        with self.service("docs", "--max-input-bytes", "100") as service:
            connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)
            connection.request("GET", "/-/events")
            events = connection.getresponse()
            self.assertIn("First", service.get("/a.md")[2].decode())
            self.replace("docs/a.md", "# Second\n")
            self.assertTrue(self.reloaded(events))
            self.assertIn("Second", service.get("/a.md")[2].decode())
            self.write("docs/a.md", "x" * 200)
            self.assertTrue(self.reloaded(events))
            page = service.get("/a.md")[2].decode()
            self.assertIn("Second", page)
            self.assertIn('role="alert"', page)
            self.write("docs/c.md", "# Third\n")
            self.assertTrue(self.reloaded(events))
            self.assertIn("Third", service.get("/c.md")[2].decode())
            connection.close()

    @staticmethod
    def reloaded(events):
        for _ in range(100):
            if b"event: reload" in events.readline():
                return True
        return False

    @unittest.skipUnless(shutil.which("chromium"), "chromium is not installed")
    def test_a_page_on_screen_changes_by_itself(self):
        with self.service("docs/a.md") as service:
            browser = subprocess.Popen(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
                 f"--user-data-dir={self.folder}/profile", f"http://127.0.0.1:{service.port}/"],
                stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
            try:
                line = next(line for line in browser.stderr if "DevTools listening" in line)
                port = int(line.split("127.0.0.1:")[1].split("/")[0])
                self.assertTrue(self.shows(port, "First"))
                # Again, in case the page did not yet listen for events.
                self.assertTrue(any(self.change_shows(port, f"Changed {number}") for number in range(10)))
            finally:
                browser.kill()
                browser.wait()
                browser.stderr.close()

    def change_shows(self, port, title):
        self.replace("docs/a.md", f"# {title}\n")
        return self.shows(port, title, seconds=3)

    @staticmethod
    def shows(port, title, seconds=30):
        """Whether the browser's page comes to have this title."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                if any(page["title"] == title for page in json.load(answer)):
                    return True
            time.sleep(0.1)
        return False


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
