# SPDX-License-Identifier: Apache-2.0
"""Judges that come from npm in pinned versions (validators/package.json), installed once into
build/validators: for tools/validate, check_verapdf.py and check_readers.py."""
import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = ROOT / "tests/external/validators"
PLACE = ROOT / "build/validators"
SKIP = 77
BATCH = 40


def install():
    """Why the judges cannot be installed, or nothing. Several at a time wait for each other."""
    if not shutil.which("npm") or not shutil.which("node"):
        return "there is no npm or node"
    PLACE.mkdir(parents=True, exist_ok=True)
    with open(PLACE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return install_alone()


def install_alone():
    for script in SCRIPTS.iterdir():
        shutil.copy(script, PLACE)
    wanted = (SCRIPTS / "package.json").read_text()
    done = PLACE / "installed.json"
    if done.exists() and done.read_text() == wanted:
        return None
    run = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts",
                          "--loglevel=error"], cwd=PLACE, capture_output=True, text=True, timeout=600,
                         env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"})
    if run.returncode != 0:
        return f"npm cannot install the judges: {run.stderr.strip()[-300:]}"
    done.write_text(wanted)
    return None


def judge(command, files):
    """{file: what the command, given files, says of it as a line of JSON}; a file that it leaves out has the
    problem that the judge gave up."""
    found = {}
    for start in range(0, len(files), BATCH):
        part = [str(Path(file).resolve()) for file in files[start:start + BATCH]]
        run = subprocess.run([*map(str, command), *part], cwd=PLACE, capture_output=True, text=True)
        for line in run.stdout.splitlines():
            if line.startswith("{"):
                result = json.loads(line)
                found[result["file"]] = result
        for file in part:
            found.setdefault(file, {"file": file, "problems": [f"the judge gave up: {run.stderr.strip()[-200:]}"]})
    return found


def pdfjs(files):
    """pdf.js of Mozilla; each result has the keys that pdfjs.mjs names."""
    return judge(["node", "pdfjs.mjs"], files)


def verapdf(files, flavour="claims"):
    """veraPDF, by the standards that each file claims. Needs Java."""
    jar = next((PLACE / "node_modules/@opendataloader/pdf").rglob("*.jar"))
    return judge(["java", "-cp", jar, "org.mozilla.javascript.tools.shell.Main", "-version", "200",
                  "verapdf.js", flavour], files)
