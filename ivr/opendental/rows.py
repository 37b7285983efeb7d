"""
The office's rows as records: ids read leniently, everything else strictly, and nothing kept that is not needed.

A row that cannot be read raises Garbled with the resource and the field; never with the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from ivr.office.records import AppointmentType, Blockout, Operatory, Patient, Provider, Recall, Shift, Visit
from ivr.opendental.errors import Garbled

NONE = date(1, 1, 1)            # how Open Dental writes "no date"
EXTENSION = re.compile(r"(?<=\d)\s*(?:ext|x|#|,|;)")
T = TypeVar("T")


class Reader:
    """Reads one row's fields; knows what to call the row when one of them is wrong."""

    def __init__(self, resource: str, row: Any):
        if not isinstance(row, Mapping):
            raise Garbled(f"{resource}: a row is not an object")
        self._resource, self._row = resource, row

    def id(self, field: str, default: int | None = None) -> int:
        return self._read(field, number, default)

    def text(self, field: str, default: str | None = "") -> str:
        return self._read(field, words, default)

    def flag(self, field: str) -> bool:
        return self._read(field, truth, False)

    def moment(self, field: str) -> datetime:
        return self._read(field, moment)

    def day(self, field: str, default: date | None = None) -> date:
        return self._read(field, day, default)

    def clock(self, field: str) -> timedelta:
        """Since midnight."""
        return self._read(field, clock)

    def ids(self, field: str) -> tuple[int, ...]:
        return self._read(field, numbers, ())

    def pattern(self, field: str) -> str:
        return self._read(field, pattern)

    def _read(self, field: str, convert: Callable[[Any], T], default: T | None = None) -> T:
        value = self._row.get(field)
        if value is None and default is not None:
            return default
        try:
            return convert(value)
        except (ValueError, TypeError):
            raise Garbled(f"{self._resource}: {field} {'is missing' if value is None else 'cannot be read'}") from None


# --- what values look like on the wire: https://www.opendental.com/site/apiimplementation.html -----------------------
# Each raises ValueError or TypeError for anything else.

def number(value: Any) -> int:
    """4 or "4": most resources send numbers, schedules and some others strings."""
    if isinstance(value, bool):
        raise TypeError
    return int(like(r"-?\d{1,18}", str(value) if isinstance(value, int) else value))


def numbers(value: Any) -> tuple[int, ...]:
    """ "4,7"; empty for none."""
    return tuple(number(each.strip()) for each in words(value).split(",")) if value != "" else ()


def words(value: Any) -> str:
    return value if isinstance(value, str) else str(number(value))


def truth(value: Any) -> bool:
    """ "true", or "True" as a few resources have it."""
    return like("true|false", str(value).lower()) == "true"


def day(value: Any) -> date:
    return date.fromisoformat(like(r"(\d{4}-\d\d-\d\d)( 00:00:00)?", value)[:10])


def moment(value: Any) -> datetime:
    return datetime.fromisoformat(like(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", value))


def clock(value: Any) -> timedelta:
    hours, minutes, seconds = map(int, like(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00", value).split(":"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def pattern(value: Any) -> str:
    return like("[X/]+", value)


def like(form: str, value: Any) -> str:
    if not re.fullmatch(form, value, re.ASCII):
        raise ValueError
    return str(value)


# --- the rows --------------------------------------------------------------------------------------------------------

def patient(row: Any) -> Patient:
    read = Reader("patients", row)
    born = read.day("Birthdate", NONE)
    phones = [ten_digits(read.text(field)) for field in ("HmPhone", "WkPhone", "WirelessPhone")]
    return Patient(
        read.id("PatNum"), read.text("FName"), read.text("LName"), read.text("Preferred"),
        None if born == NONE else born, tuple(phone for phone in phones if phone),
        read.text("TxtMsgOk") == "Yes", phones[-1], read.text("PatStatus", "Patient"), read.text("TxtMsgOk") == "Unknown")


def visit(row: Any) -> Visit:
    read = Reader("appointments", row)
    return Visit(
        read.id("AptNum"), read.id("PatNum"), read.text("AptStatus", None), read.moment("AptDateTime"),
        read.pattern("Pattern"), read.id("ProvNum"), read.id("ProvHyg", 0), read.id("Op", 0), read.flag("IsHygiene"),
        read.flag("IsNewPatient"), read.id("Confirmed", 0), read.text("Note"), read.id("AppointmentTypeNum", 0),
        read.text("ProcDescript"), read.id("ClinicNum", 0), read.id("NextAptNum", 0), read.text("Priority") == "ASAP")


def shift(row: Any) -> Shift:
    read = Reader("schedules", row)
    return Shift(read.id("ProvNum"), *span(read), read.ids("operatories"))


def blockout(row: Any, never: frozenset[int]) -> Blockout:
    """*never*: the DefNums of blockout types that nothing may be booked on."""
    read = Reader("schedules", row)
    held = read.text("SchedType") == "WebSchedASAP"
    return Blockout(*span(read), read.ids("operatories"), read.text("blockoutType"),
                    held or read.id("BlockoutType", 0) in never)


def span(read: Reader) -> tuple[datetime, datetime]:
    midnight = datetime.combine(read.day("SchedDate"), datetime.min.time())
    return midnight + read.clock("StartTime"), midnight + read.clock("StopTime")


def block(row: Any) -> tuple[int, int, datetime, datetime]:
    """A row of appointments/Slots: ProvNum, OpNum, start, end."""
    read = Reader("appointments/Slots", row)
    return read.id("ProvNum"), read.id("OpNum", 0), read.moment("DateTimeStart"), read.moment("DateTimeEnd")


def operatory(row: Any) -> Operatory:
    read = Reader("operatories", row)
    return Operatory(
        read.id("OperatoryNum"), read.text("OpName"), read.id("ProvDentist", 0), read.id("ProvHygienist", 0),
        read.flag("IsHygiene"), read.flag("IsHidden"), read.id("ClinicNum", 0))


def provider(row: Any) -> Provider:
    read = Reader("providers", row)
    hidden = read.flag("IsHidden") or read.text("ProvStatus", "Active") == "Deleted"
    return Provider(
        read.id("ProvNum"), read.text("Abbr"), read.text("FName"), read.text("LName"), read.flag("IsSecondary"), hidden)


def appointment_type(row: Any) -> AppointmentType:
    """Blockout types are named in some versions and numbered in others; here as they come."""
    read = Reader("appointmenttypes", row)
    blockouts = tuple(part.strip() for part in read.text("BlockoutTypes").split(",") if part.strip())
    return AppointmentType(read.id("AppointmentTypeNum"), read.text("AppointmentTypeName"), 5 * len(read.text("Pattern")),
                           blockouts, read.flag("IsHidden"))


def recall(row: Any) -> Recall:
    read = Reader("recalls", row)
    due, scheduled = read.day("DateDue", NONE), read.day("DateScheduled", NONE)
    return Recall(read.id("RecallTypeNum"), None if due == NONE else due, None if scheduled == NONE else scheduled)


def ten_digits(phone: str) -> str:
    """The ten digits of a North American number as somebody typed it, without an extension; empty when it is none."""
    digits = re.sub(r"\D", "", EXTENSION.split(phone.lower(), maxsplit=1)[0], flags=re.ASCII)
    national = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    return national if len(national) == 10 else ""
