"""What is installed is what was looked at."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCK = (ROOT / "requirements.lock").read_text()


def test_every_package_is_pinned_with_its_hash():
    packages = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n?)+", LOCK, re.MULTILINE)
    named = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#", "--"))]
    assert len(packages) == len(named) > 40


def test_whatever_is_installed_is_installed_by_hash():
    recipe = (ROOT / "Makefile").read_text()
    installs = [line for line in recipe.splitlines() if " -r requirements" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)
