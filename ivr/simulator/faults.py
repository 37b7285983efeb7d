"""
Things that go wrong between a client and an office, on request: by method, path and occurrence.

A fault is written ``kind:option=value,option=value``, on a command line, or as a JSON object with the same names::

    lost:method=POST,path=/appointments        the first POST is carried out and its answer lost
    status:status=504,executed=true,nth=2      the second request is carried out and answered with 504
    down:for_s=120                             the office's connector is down for two minutes
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any, get_type_hints

# kind -> whether the request is carried out when the fault does not say
KINDS: Mapping[str, bool] = {
    "status": False,        # an answer with `status` and the sentence `text`
    "throttle": False,      # 429 with Retry-After: `retry_after`
    "slow": True,           # `seconds` later, but whole
    "hang": False,          # no answer for `seconds` (3600), then the connection is closed; 504 at the time limit
    "reset": False,         # the connection is reset
    "lost": True,           # carried out, and the connection reset instead of an answer
    "down": False,          # the connector is down: 400 and its sentence at once (`hang=true`: no answer)
    "garbage": True,        # 200 and a body that is not JSON
    "empty": True,          # 200 and no body
    "truncated": True,      # 200 and the first half of the body, as if that were all
    "cut": True,            # as announced, but the connection ends half-way through the body
}


@dataclass
class Fault:
    kind: str
    method: str = "*"           # "POST"; "*" is any
    path: str = "*"             # below the base URL, as a file-name pattern: "/appointments*"
    nth: int = 0                # only the n-th matching request (from 1); 0 = all
    every: int = 0              # every n-th matching request
    count: int = 0              # stops after so many; 0 = never, and 1 for `lost` unless nth or every is given
    for_s: float = 0.0          # stops so many seconds after it was set; 0 = never
    status: int = 500
    text: str = "An error occurred."
    seconds: float = 3600.0
    retry_after: str = "1"      # "" sends no such header
    hang: bool = False
    executed: bool | None = None    # None: as the kind has it
    seen: int = 0
    fired: int = 0
    until: float = field(default=0.0, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"there is no fault {self.kind!r}; there are {', '.join(KINDS)}")
        if self.kind == "lost" and not (self.count or self.nth or self.every):
            self.count = 1
        if self.executed is None:
            self.executed = KINDS[self.kind]

    def matches(self, method: str, path: str) -> bool:
        return self.method in ("*", method) and fnmatchcase(path, self.path)

    def due(self, now: float) -> bool:
        """Whether this occurrence, already counted in `seen`, is one to spoil."""
        if (self.until and now >= self.until) or (self.count and self.fired >= self.count):
            return False
        if self.nth:
            return self.seen == self.nth
        return not self.every or self.seen % self.every == 0

    def shown(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "until"}


class Faults:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._rules: list[Fault] = []

    def add(self, fault: Fault | str | Mapping[str, Any]) -> Fault:
        """Raises ValueError for an unknown kind or option."""
        rule = fault if isinstance(fault, Fault) else read(fault)
        rule.until = self._monotonic() + rule.for_s if rule.for_s else 0.0
        with self._lock:
            self._rules.append(rule)
        return rule

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def listed(self) -> list[dict[str, Any]]:
        with self._lock:
            return [rule.shown() for rule in self._rules]

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault this request meets: the first due one; every matching rule counts it."""
        with self._lock:
            struck, now = None, self._monotonic()
            for rule in self._rules:
                if rule.matches(method, path):
                    rule.seen += 1
                    if struck is None and rule.due(now):
                        rule.fired += 1
                        struck = rule
            return struck


_TYPES = get_type_hints(Fault)
_OPTIONS = {one.name for one in fields(Fault)} - {"seen", "fired", "until"}


def read(given: str | Mapping[str, Any]) -> Fault:
    """A fault from its text or its JSON object; raises ValueError."""
    options = dict(given) if isinstance(given, Mapping) else _parsed(given)
    if "kind" not in options:
        raise ValueError(f"a fault needs a kind, one of {', '.join(KINDS)}")
    for name in options.keys() - _OPTIONS:
        raise ValueError(f"a fault has no option {name!r}; it has {', '.join(sorted(_OPTIONS))}")
    return Fault(**{name: _typed(name, value) for name, value in options.items()})


def _parsed(text: str) -> dict[str, Any]:
    kind, _, rest = text.partition(":")
    pairs = (part.partition("=") for part in rest.split(",") if part.strip())
    return {"kind": kind.strip()} | {name.strip(): value.strip() for name, _, value in pairs}


def _typed(name: str, value: Any) -> Any:
    kind = _TYPES[name]
    try:
        if kind in (bool, bool | None):
            return value if isinstance(value, bool) or value is None else {"true": True, "false": False}[str(value)]
        return kind(value)
    except (KeyError, TypeError, ValueError) as trouble:
        raise ValueError(f"{name} cannot be {value!r}") from trouble
