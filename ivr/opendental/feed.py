"""
What a copy of the office's book is fed with: rows as the office answers them, cut down to the columns the line needs.

https://www.opendental.com/site/apiappointments.html: `DateTStamp` selects what was changed at or after a moment, and
`serverDateTime` is the office's own clock, taken before the rows were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ivr.opendental import rows
from ivr.opendental.client import OpenDental, Rows, full
from ivr.opendental.errors import Garbled, Rejected
from ivr.opendental.schedules import Schedules

# The office stamps a row when it is written and shows it when that is committed, which may be a moment later.
OVERLAP = timedelta(seconds=5)
VISIT = ("AptNum", "PatNum", "AptStatus", "Pattern", "Op", "ProvNum", "ProvHyg", "AptDateTime", "NextAptNum", "IsNewPatient",
         "ProcDescript", "ClinicNum", "IsHygiene", "DateTStamp", "AppointmentTypeNum", "Confirmed")
PATIENT = ("PatNum", "LName", "FName", "Preferred", "Birthdate", "HmPhone", "WkPhone", "WirelessPhone", "TxtMsgOk",
           "PatStatus", "DateTStamp")
SCHEDULE = ("ScheduleNum", "SchedDate", "StartTime", "StopTime", "SchedType", "ProvNum", "BlockoutType", "blockoutType",
            "operatories", "DateTStamp")


@dataclass(frozen=True)
class Reading:
    rows: Rows
    server: str                 # the office's clock when it was read, "yyyy-MM-dd HH:mm:ss"; empty when nothing was found


class Feed:
    def __init__(self, client: OpenDental):
        self._client = client
        self._schedules = Schedules(client)

    def visits(self, first: date, last: date) -> Reading:
        found = self._client.pages("appointments", "AptNum", dateStart=first, dateEnd=last)
        return reading([row for row in found if first <= rows.visit(row).starts_at.date() <= last], found, VISIT)

    def visits_changed(self, since: str) -> Reading:
        """
        Raises:
            Rejected: The office ignores the filter, or knows it not.
        """
        return self._changed("appointments", "AptNum", since, VISIT)

    def patients(self) -> Reading:
        found = self._client.pages("patients/Simple", "PatNum")
        return reading(found, found, PATIENT)

    def patients_changed(self, since: str) -> Reading:
        return self._changed("patients/Simple", "PatNum", since, PATIENT)

    def schedules(self, first: date, last: date) -> Rows:
        return [cut({**row, "Note": _holiday(row)}, (*SCHEDULE, "Note")) for row in self._schedules.between(first, last)]

    def deleted(self, first: date, skipping: int) -> tuple[list[int], int]:
        """
        The visits from *first* on that were deleted, and how far the list has been read.

        The list has no cursor; its order is the one in which things happened, so what was read before is skipped.
        """
        found = self._client.pages("histappointments", "HistApptNum", HistApptAction="Deleted", dateStart=first,
                                   **({"Offset": skipping} if skipping else {}))
        gone = [rows.Reader("histappointments", row) for row in found]
        return [read.id("AptNum") for read in gone if read.text("HistApptAction") == "Deleted"], skipping + len(found)

    def _changed(self, resource: str, key: str, since: str, columns: Sequence[str]) -> Reading:
        # Of a whole minute, so that those who ask for what changed since slightly different moments ask for the same.
        moment = (datetime.fromisoformat(since) - OVERLAP).replace(second=0)
        first = self._client.get(resource, DateTStamp=moment)
        if not isinstance(first, list):
            raise Garbled(f"{resource}: not a list of rows")
        if any(stamp(row) < moment.isoformat(" ") for row in first):
            raise Rejected(f"{resource}: DateTStamp is ignored", "parameter")
        found = self._client.pages(resource, key, DateTStamp=moment) if full(first) else first
        return reading(found, found, columns)


def reading(kept: Iterable[Mapping[str, Any]], found: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Reading:
    """Of several pages the earliest clock counts, for a row may have been changed while they were read."""
    clocks = [str(row["serverDateTime"]) for row in found if row.get("serverDateTime")]
    return Reading([cut(row, columns) for row in kept], min(clocks, default=""))


def cut(row: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    return {column: row[column] for column in columns if column in row}


def stamp(row: Mapping[str, Any]) -> str:
    return rows.Reader("rows", row).text("DateTStamp")


def _holiday(row: Mapping[str, Any]) -> str:
    """The note of a practice row, by which holidays are known; other notes are nobody's business."""
    return str(row.get("Note", "")) if row.get("SchedType") == "Practice" else ""
