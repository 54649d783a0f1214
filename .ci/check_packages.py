#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/packages.txt against its users: what CMake looks for, and the packages of fonts/manifest.yaml.
Both directions: nothing needed is missing from the list, nothing listed as `cmake:` is unused."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Part of the C++ tool chain, not of a package of their own.
PROVIDED = {"Threads", "GoogleTest"}


def read_packages(text):
    """[(group, package, set of CMake names)]"""
    rows = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            group, package, *purpose = line.split()
            rows.append((group, package, {p[6:] for p in purpose if p.startswith("cmake:")}))
    return rows


def cmake_wants(text):
    """Names of modules, packages, libraries and headers in find_* and pkg_check_modules calls."""
    text = re.sub(r"#.*", "", text)
    wants = set()
    for call, arguments in re.findall(r"\b(pkg_check_modules|find_\w+)\s*\(([^)]*)\)", text):
        words = [w for w in arguments.split() if w not in ("REQUIRED", "IMPORTED_TARGET", "NAMES")]
        if call == "pkg_check_modules":
            wants.update(word for word in words[1:] if word != "QUIET")
        elif call == "find_package":
            wants.add(words[0])
        elif call in ("find_library", "find_path"):
            wants.add(words[1])
    return wants - PROVIDED


def font_packages(text):
    """Every value of a key `package` in the manifest (plain scalars, block or flow style)."""
    return set(re.findall(r"\bpackage:\s*[\"']?([a-z0-9][a-z0-9+.-]*)", text))


def problems_of(packages, wants, fonts):
    provided = set().union(*(names for _, _, names in packages))
    listed_fonts = {package for group, package, _ in packages if group == "fonts"}
    names = [package for _, package, _ in packages]
    problems = [f"CMake looks for {w}, which no line of packages.txt names" for w in wants - provided]
    problems += [f"packages.txt says cmake:{p}, but CMake does not look for it" for p in provided - wants]
    problems += [f"manifest.yaml needs the package {f}, missing from packages.txt" for f in fonts - listed_fonts]
    problems += [f"packages.txt lists the font package {f}, unknown to manifest.yaml" for f in listed_fonts - fonts]
    problems += [f"{name} is listed twice" for name in set(names) if names.count(name) > 1]
    return sorted(problems)


def main():
    packages = read_packages((ROOT / "tools/packages.txt").read_text(encoding="utf-8"))
    files = [ROOT / "CMakeLists.txt", *ROOT.glob("cmake/*.cmake"), *ROOT.glob("*/**/CMakeLists.txt")]
    own = [f for f in files if "build" not in f.relative_to(ROOT).parts
           and not f.relative_to(ROOT).is_relative_to("examples")]
    wants = set().union(*(cmake_wants(f.read_text(encoding="utf-8")) for f in own))
    fonts = font_packages((ROOT / "fonts/manifest.yaml").read_text(encoding="utf-8"))
    if "--self-test" in sys.argv:
        broken = [problems_of([r for r in packages if r[1] != "libzip-dev"], wants, fonts),
                  problems_of(packages, wants | {"nosuch"}, fonts),
                  problems_of([r for r in packages if r[1] != "fonts-noto-cjk"], wants, fonts),
                  problems_of(packages, wants, fonts | {"fonts-nosuch"})]
        return 0 if all(broken) else 1
    problems = problems_of(packages, wants, fonts)
    print("\n".join(problems + [f"check_packages: {len(packages)} packages, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
