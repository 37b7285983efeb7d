"""
How values look on the wire: "true" and "false", office-local dates without a zone, 0001-01-01 for none.

Rows hold Python's own types and are rendered here, in one place, so that DateFormatString and DateTimeFormatString
(.NET custom formats) can be honoured on every method.  Source: https://www.opendental.com/site/apiimplementation.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

NO_DATE = date.min
NO_MOMENT = datetime.min

_TOKEN = re.compile(r"d{1,4}|M{1,4}|y{1,5}|HH?|hh?|mm?|ss?|f{1,7}|tt?|z{1,3}|'[^']*'|\"[^\"]*\"|\\.|.", re.DOTALL)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")

_WRITTEN: dict[str, Callable[[datetime], str]] = {
    "yyyy": lambda at: f"{at.year:04}", "yyy": lambda at: f"{at.year:03}", "yy": lambda at: f"{at.year % 100:02}",
    "y": lambda at: str(at.year % 100),
    "MMMM": lambda at: _MONTHS[at.month - 1], "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MM": lambda at: f"{at.month:02}", "M": lambda at: str(at.month),
    "dddd": lambda at: _DAYS[at.weekday()], "ddd": lambda at: _DAYS[at.weekday()][:3],
    "dd": lambda at: f"{at.day:02}", "d": lambda at: str(at.day),
    "HH": lambda at: f"{at.hour:02}", "H": lambda at: str(at.hour),
    "hh": lambda at: f"{at.hour % 12 or 12:02}", "h": lambda at: str(at.hour % 12 or 12),
    "mm": lambda at: f"{at.minute:02}", "m": lambda at: str(at.minute),
    "ss": lambda at: f"{at.second:02}", "s": lambda at: str(at.second),
    "tt": lambda at: "AM" if at.hour < 12 else "PM", "t": lambda at: "A" if at.hour < 12 else "P",
}


@dataclass(frozen=True)
class Formats:
    """Output formats one request asked for; empty means the interface's own."""

    zone: ZoneInfo
    day: str = ""
    moment: str = ""
    truths: bool = False        # leave booleans as JSON has them, for the control routes


def rendered(value: Any, formats: Formats) -> Any:
    """*value* as JSON can hold it; dictionaries and lists are rendered through and through."""
    match value:
        case dict():
            return {name: rendered(inner, formats) for name, inner in value.items()}
        case list() | tuple():
            return [rendered(inner, formats) for inner in value]
        case bool():
            return value if formats.truths else str(value).lower()
        case datetime():
            return dotnet(value, formats.moment, formats.zone) if formats.moment else value.isoformat(" ", "seconds")
        case date():
            return dotnet(datetime.combine(value, time.min), formats.day, formats.zone) if formats.day else str(value)
        case time():
            return value.isoformat("seconds")
        case str():
            # Carriage returns come back as spaces.
            return value.replace("\r\n", " ").replace("\r", " ") if "\r" in value else value
    return value


def dotnet(at: datetime, form: str, zone: ZoneInfo) -> str:
    """*at* written by a .NET custom format string; z, zz and zzz give the zone's offset at that moment."""
    return "".join(_written(token, at, zone) for token in _TOKEN.findall(form))


def _written(token: str, at: datetime, zone: ZoneInfo) -> str:
    if token in _WRITTEN:
        return _WRITTEN[token](at)
    if token[0] == "z":
        return _offset(at, zone, len(token))
    if token[0] == "f":
        return f"{at.microsecond:06}0"[: len(token)]
    if token[0] in "'\"":
        return token[1:-1]
    return token[1:] if token[0] == "\\" and len(token) == 2 else token


def _offset(at: datetime, zone: ZoneInfo, letters: int) -> str:
    text = at.replace(tzinfo=zone).strftime("%z")[:5]       # years before standard time add seconds
    if letters == 3:
        return f"{text[:3]}:{text[3:]}"
    return text[:3] if letters == 2 else f"{text[0]}{int(text[1:3])}"


def strings(row: dict[str, Any]) -> dict[str, Any]:
    """For the resources that send every value as a string; dates stay dates, since they are rendered as strings."""
    return {name: str(value) if type(value) in (int, float) else value for name, value in row.items()}


def loud(row: dict[str, Any]) -> dict[str, Any]:
    """For the resources whose booleans are "True" and "False"."""
    return {name: str(value) if isinstance(value, bool) else value for name, value in row.items()}


def digits(text: str) -> str:
    return "".join(mark for mark in text if "0" <= mark <= "9")
