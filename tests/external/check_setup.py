#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_setup.py TOOLS_FOLDER: what ./tools/convert does around the build, on a made-up project with a
program that prints its arguments. Packages are never touched: apt and dpkg are stand-ins."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CMAKE = """cmake_minimum_required(VERSION 3.25)
project(stand_in C)
option(INKSTONE_BUILD_TESTS "" ON)
add_executable(convert src/main.c)
"""
PROGRAM = """#include <stdio.h>
int main(int count, char** words) {
    for (int i = 1; i < count; ++i) puts(words[i]);
    return 0;
}
"""
COMMANDS = ["sh", "readlink", "find", "mkdir", "flock", "sed", "mv", "rm", "cat", "grep", "tail", "cmake",
            "ninja", "cc", "as", "ld", "env", "nproc", "ar", "ranlib", "uname"]
ALL_INSTALLED = '#!/bin/sh\nshift 3\nfor name; do echo "installed $name"; done\n'


class Project:
    """A project below a folder with a space in its name, and a PATH of chosen commands."""

    def __init__(self, folder, tools):
        self.root = folder / "a project"
        for name in ("cmake", "include", "src", "fonts", "writers", "tests", "examples"):
            (self.root / name).mkdir(parents=True)
        shutil.copytree(tools, self.root / "tools")
        (self.root / "CMakeLists.txt").write_text(CMAKE)
        (self.root / "src/main.c").write_text(PROGRAM)
        self.path = folder / "bin"
        self.path.mkdir()
        for command in COMMANDS:
            target = shutil.which(command)
            if target:
                (self.path / command).symlink_to(target)
        self.stand_in("id", "#!/bin/sh\necho 1000\n")

    def stand_in(self, name, text):
        file = self.path / name
        file.unlink(missing_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def run(self, *arguments, command=None, cwd=None):
        return subprocess.run([command or self.root / "tools/convert", *arguments],
                              env={**os.environ, "PATH": str(self.path)}, cwd=cwd or self.root,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)


def expect(condition, what, run):
    if not condition:
        print(f"{what}\nexit code {run.returncode}\n{run.stdout}\n{run.stderr}")
        sys.exit(1)


def check_messages(project):
    run = project.run("x")
    expect(run.returncode == 1 and "no apt" in run.stderr and "libharfbuzz-dev" in run.stderr
           and "cmake -S" in run.stderr, "no apt: the libraries and commands must be named", run)
    project.stand_in("apt-get", "#!/bin/sh\nexit 9\n")
    project.stand_in("dpkg-query", ALL_INSTALLED.replace('echo "', '[ $name = cmake ] || echo "'))
    run = project.run("x")
    expect(run.returncode == 1 and "--no-install-recommends cmake\n" in run.stderr,
           "no root and no sudo: the one missing package must be named", run)
    project.stand_in("sudo", '#!/bin/sh\nexec "$@"\n')
    run = project.run("x")
    expect(run.returncode == 1 and "apt could not install" in run.stderr, "a failing apt must be told", run)
    project.stand_in("dpkg-query", ALL_INSTALLED)


def check_runs(project, folder):
    run = project.run("one", "two words", "")
    expect(run.returncode == 0 and run.stdout == "one\ntwo words\n\n", "the first run must pass on words", run)
    cmake = (project.path / "cmake").resolve()
    project.stand_in("cmake", "#!/bin/sh\nexit 9\n")
    run = project.run("again")
    (project.path / "cmake").unlink()
    (project.path / "cmake").symlink_to(cmake)
    expect((run.stdout, run.stderr) == ("again\n", ""), "the second run must be silent and build nothing", run)
    link = folder / "link"
    link.symlink_to(project.root / "tools/convert")
    run = project.run("a/b.md", command=link, cwd=folder)
    expect((run.stdout, run.stderr) == ("a/b.md\n", ""), "a link from elsewhere must work", run)


def check_rebuilds(project):
    main = project.root / "src/main.c"
    main.write_text(PROGRAM.replace("puts(words[i])", 'printf("new %s\\n", words[i])'))
    run = project.run("x")
    expect(run.stdout == "new x\n", "a changed source must be built", run)
    main.write_text("oops")
    run = project.run("x")
    expect(run.returncode == 1 and "oops" in run.stderr and "build.log" in run.stderr,
           "a failed build must show its log", run)
    main.write_text(PROGRAM)
    moved = project.root.with_name("moved project")
    project.root.rename(moved)
    project.root = moved
    os.utime(moved / "src/main.c")
    run = project.run("x")
    expect(run.stdout == "x\n", "a moved project must build again", run)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project(folder, sys.argv[1])
        check_messages(project)
        check_runs(project, folder)
        check_rebuilds(project)


if __name__ == "__main__":
    main()
