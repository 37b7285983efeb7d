"""
Known weaknesses of what requirements.txt names, out of the Python Packaging Advisory Database.

    python deploy/audit.py path/to/uv

Where the database cannot be had there is nothing to compare with: then that is said, and nothing fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
AUDIT = ("tool", "run", "--quiet", "pip-audit==2.10.1", "--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json",
         "-r", "requirements.txt")


def asked(uv: str) -> tuple[list[dict[str, Any]], str]:
    """What was found for each package, or why nothing was."""
    done = subprocess.run([uv, *AUDIT], cwd=ROOT, capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["dependencies"], ""
    except (ValueError, KeyError):
        return [], (done.stderr.strip().splitlines() or ["it said nothing"])[-1]


def judged(packages: list[dict[str, Any]], why_not: str) -> tuple[str, int]:
    """What there is to say, and the exit code."""
    known = [package for package in packages if "vulns" in package]
    if not known:
        reason = why_not or "it knows none of the packages from here"
        return f"audit skipped: the advisory database cannot be had ({reason})", 0
    weak = [f"{package['name']} {package['version']}: {flaw['id']}, put right in {', '.join(flaw['fix_versions']) or 'no version yet'}"
            for package in known for flaw in package["vulns"]]
    counted = f"audit: {len(weak)} known weaknesses in {len(known)} packages, {len(packages) - len(known)} packages unknown"
    return "\n".join([*weak, counted]), bool(weak)


if __name__ == "__main__":
    said, code = judged(*asked(sys.argv[1]))
    print(said)
    sys.exit(code)
