"""What an examination finds, and how it is told: one line each, with the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["OK", "WARN", "FAIL"]


@dataclass(frozen=True)
class Finding:
    level: Level
    about: str              # the variable, or the part of the line
    found: str
    remedy: str = ""

    def line(self) -> str:
        said = f"{self.level:<4}  {self.about}: {self.found}"
        return f"{said} -> {self.remedy}" if self.remedy else said

    def json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def ok(about: str, found: str) -> Finding:
    return Finding("OK", about, found)


def warn(about: str, found: str, remedy: str) -> Finding:
    return Finding("WARN", about, found, remedy)


def fail(about: str, found: str, remedy: str) -> Finding:
    return Finding("FAIL", about, found, remedy)


def told(findings: Iterable[Finding], as_json: bool) -> int:
    """Print each as it is found; the exit code."""
    failed = False
    for finding in findings:
        print(finding.json() if as_json else finding.line(), flush=True)
        failed = failed or finding.level == "FAIL"
    return 1 if failed else 0
