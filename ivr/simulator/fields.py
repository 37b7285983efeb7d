"""
Query parameters and body fields: their names, types and the version that brought each.

What happens to a wrong name depends on the resource, so a route says whether it checks names (`strict`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from .refusals import Refused, invalid, required, unknown_parameter
from .switches import Switches

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
CLOCK_TIME = re.compile(r"\d\d:\d\d:\d\d")
LONGEST_PATTERN = 108       # nine hours; longer ones are trimmed, not refused

Reader = Callable[[str, Any, Switches], Any]


@dataclass(frozen=True)
class Field:
    name: str
    read: Reader
    since: str = ""
    required: bool = False
    quiet: bool = False     # before its version it was ignored rather than refused


def whole(name: str, raw: Any, switches: Switches) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and re.fullmatch(r"-?\d{1,18}", raw):
        return int(raw)
    raise invalid(name)


def wholes(name: str, raw: Any, switches: Switches) -> frozenset[int]:
    """One number, or several where the office is switched to take them."""
    parts = raw.split(",") if isinstance(raw, str) and switches.multi_values else [raw]
    return frozenset(whole(name, part, switches) for part in parts)


def several(name: str, raw: Any, switches: Switches) -> tuple[int, ...]:
    parts = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(parts, list):
        raise invalid(name)
    return tuple(whole(name, part, switches) for part in parts)


def text(name: str, raw: Any, switches: Switches) -> str:
    if isinstance(raw, str):
        return raw
    raise invalid(name)


def truth(name: str, raw: Any, switches: Switches) -> bool:
    if isinstance(raw, bool) and switches.json_booleans:
        return raw
    if isinstance(raw, str) and raw.lower() in ("true", "false"):
        return raw.lower() == "true"
    raise invalid(name)


def day(name: str, raw: Any, switches: Switches) -> date:
    try:
        if isinstance(raw, str) and DAY.fullmatch(raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise Refused(400, f"{name} format must be yyyy-MM-dd.")


def moment(name: str, raw: Any, switches: Switches) -> datetime:
    try:
        if isinstance(raw, str) and MOMENT.fullmatch(raw):
            return datetime.fromisoformat(raw)
    except ValueError:
        pass
    raise Refused(400, f"{name} format must be yyyy-MM-dd HH:mm:ss.")


def moment_or_day(name: str, raw: Any, switches: Switches) -> datetime:
    """Appointments are documented with a bare date in DateTStamp; other resources refuse it."""
    return moment(name, f"{raw} 00:00:00" if isinstance(raw, str) and DAY.fullmatch(raw) else raw, switches)


def clock_time(name: str, raw: Any, switches: Switches) -> time:
    try:
        if isinstance(raw, str) and CLOCK_TIME.fullmatch(raw):
            return time.fromisoformat(raw)
    except ValueError:
        pass
    raise Refused(400, f"{name} format must be HH:mm:ss.")


def one_of(*values: str) -> Reader:
    def read(name: str, raw: Any, switches: Switches) -> str:
        if raw in values and isinstance(raw, str):
            return raw
        raise invalid(name)
    return read


def pattern(name: str, raw: Any, switches: Switches) -> str:
    if isinstance(raw, str) and raw and not set(raw) - {"X", "/"}:
        return raw[:LONGEST_PATTERN]
    raise invalid(name)


def color(name: str, raw: Any, switches: Switches) -> str:
    parts = raw.split(",") if isinstance(raw, str) else []
    if len(parts) == 3 and all(part.isdigit() and int(part) < 256 for part in parts):
        return str(raw)
    raise invalid(name)


def fields(read: Reader, names: str, since: str = "") -> tuple[Field, ...]:
    """Several fields of one type; *names* are separated by blanks, one marked ``!`` is required."""
    return tuple(Field(name.rstrip("!"), read, since, name.endswith("!")) for name in names.split())


FORMATS = (Field("DateFormatString", text, "22.2.26"), Field("DateTimeFormatString", text, "22.2.14"))
PAGING = (*fields(whole, "Limit Offset"), *FORMATS)


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)) or (0,)


def known(since: str, switches: Switches) -> bool:
    return version(since) <= version(switches.program_version)


def read_query(given: Mapping[str, str], fields: Iterable[Field], strict: bool, switches: Switches) -> dict[str, Any]:
    """The parameters by name, parsed; an empty value counts as left out.  Raises Refused."""
    by_name = {one.name: one for one in fields}
    values: dict[str, Any] = {}
    for name, raw in given.items():
        field = by_name.get(_spelled(name, switches))
        if field is None:
            if strict:
                raise unknown_parameter(name)
        elif _in_time(field, switches) and raw != "":
            values[field.name] = field.read(field.name, raw, switches)
    _complete(values, by_name.values())
    return values


def read_body(given: Mapping[str, Any], fields: Iterable[Field], switches: Switches) -> dict[str, Any]:
    by_name = {one.name: one for one in fields}
    values: dict[str, Any] = {}
    for name, raw in given.items():
        field = by_name.get(name)
        if field is None:
            if switches.unknown_body_fields == "refuse":
                raise unknown_parameter(name)
        elif _in_time(field, switches) and raw is not None:
            values[name] = field.read(name, raw, switches)
    _complete(values, by_name.values())
    return values


def _spelled(name: str, switches: Switches) -> str:
    return name.capitalize() if switches.lowercase_limit and name in ("limit", "offset") else name


def _in_time(field: Field, switches: Switches) -> bool:
    """Whether the office's version has the field; refuses one that is too new unless it was quietly ignored."""
    if known(field.since, switches):
        return True
    if field.quiet or switches.newer_parameters == "ignore":
        return False
    raise unknown_parameter(field.name)


def _complete(values: dict[str, Any], fields: Iterable[Field]) -> None:
    for one in fields:
        if one.required and one.name not in values:
            raise required(one.name)
