"""
The office's rows as records: ids read leniently, everything else strictly, and nothing kept that is not needed.

A row that cannot be read raises Garbled with the resource and the field; never with the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ivr.office.records import Blockout, Operatory, Patient, Provider, Shift, Visit
from ivr.opendental.errors import Garbled

Row = Mapping[str, Any]
NONE = date(1, 1, 1)            # how Open Dental writes "no date"


class Reader:
    """Reads one row's fields; knows what to call the row when one of them is wrong."""

    def __init__(self, resource: str, row: Any):
        if not isinstance(row, Mapping):
            raise Garbled(f"{resource}: a row is not an object")
        self._resource, self._row = resource, row

    def id(self, field: str, default: int | None = None) -> int:
        return self._read(field, lambda value: int(value) if not isinstance(value, bool) else 1 // 0, default)

    def text(self, field: str, default: str | None = "") -> str:
        return self._read(field, lambda value: value if isinstance(value, str) else str(int(value)), default)

    def flag(self, field: str) -> bool:
        return self._read(field, lambda value: {"true": True, "false": False}[str(value).lower()], False)

    def moment(self, field: str) -> datetime:
        return self._read(field, lambda value: datetime.strptime(value, "%Y-%m-%d %H:%M:%S"))

    def day(self, field: str, default: date | None = None) -> date:
        return self._read(field, lambda value: date.fromisoformat(value[:10]), default)

    def clock(self, field: str) -> str:
        return self._read(field, lambda value: datetime.strptime(value, "%H:%M:%S").strftime("%H:%M:%S"))

    def ids(self, field: str) -> tuple[int, ...]:
        return self._read(field, lambda value: tuple(int(each) for each in str(value).split(",") if each.strip()), ())

    def pattern(self, field: str) -> str:
        return self._read(field, lambda value: value if value.strip("X/x") == "" and value else 1 // 0).upper()

    def _read(self, field: str, convert: Callable[[Any], Any], default: Any = None) -> Any:
        value = self._row.get(field)
        if value is None:
            if default is None:
                raise Garbled(f"{self._resource}: {field} is missing")
            return default
        try:
            return convert(value)
        except (ValueError, TypeError, KeyError, AttributeError, ZeroDivisionError):
            raise Garbled(f"{self._resource}: {field} cannot be read") from None


def patient(row: Any) -> Patient:
    read = Reader("patients", row)
    born = read.day("Birthdate", NONE)
    return Patient(
        read.id("PatNum"), read.text("FName"), read.text("LName"), read.text("Preferred"), None if born == NONE else born,
        tuple(number for number in map(ten_digits, map(read.text, ("HmPhone", "WkPhone", "WirelessPhone"))) if number),
        read.text("TxtMsgOk") == "Yes", ten_digits(read.text("WirelessPhone")), read.text("PatStatus", "Patient"))


def visit(row: Any) -> Visit:
    read = Reader("appointments", row)
    return Visit(
        read.id("AptNum"), read.id("PatNum"), read.text("AptStatus", None), read.moment("AptDateTime"), read.pattern("Pattern"),
        read.id("ProvNum"), read.id("ProvHyg", 0), read.id("Op", 0), read.flag("IsHygiene"), read.flag("IsNewPatient"),
        read.id("Confirmed", 0), read.text("Note"), read.id("AppointmentTypeNum", 0), read.text("ProcDescript"),
        read.id("ClinicNum", 0), read.id("NextAptNum", 0))


def shift(row: Any) -> Shift:
    read = Reader("schedules", row)
    starts_at, ends_at = span(read)
    return Shift(read.id("ProvNum"), starts_at, ends_at, read.ids("operatories"))


def blockout(row: Any, never: frozenset[int]) -> Blockout:
    """*never*: the DefNums of blockout types that nothing may be booked on."""
    read = Reader("schedules", row)
    starts_at, ends_at = span(read)
    held = read.text("SchedType") == "WebSchedASAP"
    return Blockout(starts_at, ends_at, read.ids("operatories"), read.text("blockoutType"), held or read.id("BlockoutType", 0) in never)


def span(read: Reader) -> tuple[datetime, datetime]:
    day = read.day("SchedDate")
    return tuple(datetime.fromisoformat(f"{day} {read.clock(field)}") for field in ("StartTime", "StopTime"))  # type: ignore[return-value]


def operatory(row: Any) -> Operatory:
    read = Reader("operatories", row)
    return Operatory(read.id("OperatoryNum"), read.text("OpName"), read.id("ProvDentist", 0), read.id("ProvHygienist", 0),
                     read.flag("IsHygiene"), read.flag("IsHidden"), read.id("ClinicNum", 0))


def provider(row: Any) -> Provider:
    read = Reader("providers", row)
    hidden = read.flag("IsHidden") or read.text("ProvStatus", "Active") == "Deleted"
    return Provider(read.id("ProvNum"), read.text("Abbr"), read.text("FName"), read.text("LName"), read.flag("IsSecondary"), hidden)


def ten_digits(phone: str) -> str:
    """The ten digits of a North American number as somebody typed it; empty when it is none.  Extensions are not part of it."""
    number = "".join(each for each in phone.lower().partition("x")[0] if each.isdigit())
    return number[-10:] if len(number) == 10 or (len(number) == 11 and number[0] == "1") else ""
