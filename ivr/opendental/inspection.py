"""What only the setting up of a line asks of an office: its version, its clock, what the keys may do, how its staff are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ivr.office.records import DaySheet
from ivr.opendental import rows
from ivr.opendental.book import Book
from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Missing, Rejected
from ivr.opendental.schedules import Schedules, day_sheet

VERSION = "ProgramVersion"
PERMISSION = "Api"          # what the names of permissions begin with: ApiComm


@dataclass(frozen=True)
class StaffMember:
    """A provider as a person: what one would call them."""

    number: int                     # ProvNum
    first: str                      # PreferredName, else FName
    last: str
    suffix: str                     # Suffix: DDS, RDH
    hygienist: bool                 # IsSecondary
    hidden: bool                    # IsHidden, or ProvStatus Deleted
    person: bool                    # not IsNotPerson


class Inspection:
    def __init__(self, client: OpenDental):
        self._client = client

    @classmethod
    def of(cls, book: Book) -> Inspection:
        """With the client the book has."""
        return cls(book._client)

    def program_version(self) -> str:
        """Empty when the office does not say.  https://www.opendental.com/site/apipreferences.html"""
        found = self._client.get("preferences", PrefName=VERSION)
        readers = [rows.Reader("preferences", row) for row in (found if isinstance(found, list) else [found])]
        return next((read.text("ValueString") for read in readers if read.text("PrefName") == VERSION), "")

    def permissions(self) -> frozenset[str] | None:
        """Such as "Comm"; None from an office too old to tell (22.2).  https://www.opendental.com/site/apisecurity.html"""
        try:
            found = self._client.pages("securityperms", "Permission")
        except (Missing, Rejected):
            return None
        readers = [rows.Reader("securityperms", row) for row in found]
        return frozenset(read.text("Permission").removeprefix(PERMISSION) for read in readers if read.flag("HasPermission"))

    def codes(self) -> dict[int, tuple[str, ...]]:
        """The procedure codes of each AppointmentTypeNum; empty when this version does not tell (22.4.10)."""
        try:
            found = self._client.pages("appointmenttypes", "AppointmentTypeNum")
        except (Missing, Rejected):
            return {}
        readers = [rows.Reader("appointmenttypes", row) for row in found]
        return {read.id("AppointmentTypeNum"): listed(read.text("CodeStr")) for read in readers}

    def staff(self) -> list[StaffMember]:
        """https://www.opendental.com/site/apiproviders.html"""
        return [staff_member(row) for row in self._client.pages("providers", "ProvNum")]

    def clock(self) -> datetime | None:
        """What the office's database takes the time to be, local and naive; None when no row says."""
        found = self._client.get("providers", Limit=1)
        readers = [rows.Reader("providers", row) for row in (found if isinstance(found, list) else [found])]
        return next((read.moment("serverDateTime") for read in readers if read.text("serverDateTime")), None)

    def timetable(self, first: date, last: date) -> DaySheet:
        """Who works when and where, both days included; without the visits, and with no blockout marked as never bookable."""
        return day_sheet(first, last, Schedules(self._client).between(first, last), (), frozenset())


def staff_member(row: Any) -> StaffMember:
    read = rows.Reader("providers", row)
    return StaffMember(
        read.id("ProvNum"), (read.text("PreferredName") or read.text("FName")).strip(), read.text("LName").strip(),
        read.text("Suffix").strip(), read.flag("IsSecondary"),
        read.flag("IsHidden") or read.text("ProvStatus", "Active") == "Deleted", not read.flag("IsNotPerson"))


def listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())
