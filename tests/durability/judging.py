"""What must never be, counted: in the office's book, among the operations and the staff's tasks, and in what callers heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select

from ivr.dialogues.remembered import RECORDS
from ivr.office.requests import BookVisit, CancelVisit, MoveVisit
from ivr.operations.states import TRUE
from ivr.store.schema import operations, tasks
from tests.durability.agreements import stands

LIVE = ("Scheduled", "Complete")


@dataclass
class Verdict:
    double_bookings: list = field(default_factory=list)
    false_claims: list = field(default_factory=list)
    lost_agreements: list = field(default_factory=list)
    duplicate_writes: list = field(default_factory=list)
    states: Counter = field(default_factory=Counter)

    @property
    def harm(self):
        return {name: found for name, found in vars(self).items() if found and name != "states"}


@dataclass(frozen=True)
class Row:
    key: str
    request: object
    state: str
    mark: str
    appointment: int
    told: int


def judge(office, database, heard, staff=frozenset()):
    """
    Args:
        heard: Keys of operations -> whether their caller was told that they are done; those not told anything are not in it.
        staff: AptNums that people at the office have touched, and are theirs to answer for.
    """
    with database.read() as connection:
        rows = [Row(row.key, RECORDS.record(database.unseal(row.sealed_request)), row.state, row.mark, row.appointment, row.told)
                for row in connection.execute(select(operations).order_by(operations.c.created_at))]
        tasked = {key.rpartition("/")[0] for key in connection.execute(select(tasks.c.key)).scalars()}
    changes = [row for row in rows if isinstance(row.request, BookVisit | MoveVisit | CancelVisit)]
    last = {about(row): row.key for row in changes if row.state in (*TRUE, "handed_over")}
    verdict = Verdict(states=Counter(row.state for row in changes))
    for row in changes:
        later = last.get(about(row)) != row.key         # another agreement has changed the same visit since
        true = row.state in TRUE and (later or stays(office, row) or row.appointment in staff)
        if heard.get(row.key) and not true:
            verdict.false_claims.append(row)
        if (row.state in TRUE and not true) or not (row.key in tasked or knows(row, heard)):
            verdict.lost_agreements.append(row)
    ours = {row.appointment for row in changes if row.state in TRUE and not isinstance(row.request, CancelVisit)}
    verdict.double_bookings = list(overlaps(office, ours - staff, staff))
    verdict.duplicate_writes = list(duplicates(office, changes))
    return verdict


def knows(row, heard):
    """Whether the caller has heard how it ended."""
    return heard.get(row.key) if row.state in TRUE else row.state == "refused" and row.key in heard


def about(row):
    """The visit's number; it is the office's to give when the visit is new."""
    return row.appointment if isinstance(row.request, BookVisit) else row.request.visit.number


def stays(office, row):
    now = office.appointments.get(row.appointment)
    if isinstance(row.request, CancelVisit):
        return now is not None and now.AptStatus in ("UnschedList", "Broken")
    return now is not None and stands(now, row.request.opening)


def overlaps(office, ours, staff):
    live = [row for row in office.appointments.values() if row.AptStatus in LIVE and row.Op and row.AptNum not in staff]
    for one in live:
        if one.AptNum in ours:
            yield from ((one, other) for other in live if other.AptNum != one.AptNum and one.AptDateTime < other.ends
                        and other.AptDateTime < one.ends and (one.Op == other.Op or seen_by(one) == seen_by(other)))


def seen_by(row):
    return row.ProvHyg if row.IsHygiene and row.ProvHyg else row.ProvNum


def duplicates(office, changes):
    notes = [row.Note for row in office.appointments.values() if "IVR-" in row.Note]
    logs = [row.Note for row in office.tables.commlogs.values() if "IVR-" in row.Note]
    for row in changes:
        if sum(row.mark in note for note in notes) > 1 or sum(row.mark in note for note in logs) > 1:
            yield row
