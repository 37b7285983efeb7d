"""What the pages work with, and how they show times."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any

from ivr.answers import Answers
from ivr.dialogue.call import Records
from ivr.operations.changes import Rights
from ivr.operations.operations import Operations
from ivr.practice import Practice
from ivr.store.audit import Audit
from ivr.store.calls import Calls
from ivr.store.claims import Claims
from ivr.store.database import Database
from ivr.store.reading import Carried, Reading
from ivr.store.tasks import Tasks
from ivr.turns import Turns


@dataclass(frozen=True)
class Rehearsal:
    """A line on the same office that writes nothing, with a store of its own."""

    turns: Turns
    calls: Calls
    reading: Reading
    forget: Callable[[], None]          # calls that were tried a while ago


@dataclass(frozen=True)
class Parts:
    practice: Practice
    database: Database
    tasks: Tasks
    claims: Claims
    operations: Operations
    rights: Rights
    answers: Answers
    records: Records
    reading: Reading
    audit: Audit
    now: Callable[[], datetime]
    rehearsal: Callable[[], Rehearsal]
    dry_run: bool
    users: str                          # CONSOLE_USERS
    secret: bytes

    def request(self, operation: Carried) -> Any:
        """What was agreed to."""
        return self.records.record(self.database.unseal(operation.sealed_request))

    def today(self) -> date:
        """By the clock the store's times are taken from."""
        return self.local(time.time()).date()

    def bounds(self, day: date, days: int = 1) -> tuple[float, float]:
        """Seconds since 1970 at which *days* days that end with *day* begin and end in the office."""
        midnight = datetime.combine(day, time_of_day(), self.practice.zone)
        first = datetime.combine(day - timedelta(days=days - 1), time_of_day(), self.practice.zone)
        return first.timestamp(), (midnight + timedelta(days=1)).timestamp()

    def local(self, seconds: float) -> datetime:
        return datetime.fromtimestamp(seconds, self.practice.zone).replace(tzinfo=None)

    def since(self, seconds: float) -> str:
        local = self.local(seconds)
        return f"today, {clock(local)}" if local.date() == self.today() else when(local)


def clock(moment: datetime | time_of_day) -> str:
    return moment.strftime("%-I:%M %p")


def day_name(day: date) -> str:
    return day.strftime("%a %b %-d, %Y")


def when(moment: datetime) -> str:
    return f"{moment:%a %b %-d}, {clock(moment)}"


def lasted(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds)), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def dialled(number: str) -> str:
    """E.164; charts have ten digits."""
    return f"+1{number}" if len(number) == 10 and number.isdigit() else number


def number(number: str) -> str:
    """As it is written in North America; others stay as they are."""
    e164 = dialled(number)
    return f"({e164[2:5]}) {e164[5:8]}-{e164[8:]}" if e164.startswith("+1") and len(e164) == 12 else e164


def day_in(text: str) -> date | None:
    """ISO; None when it is no day, or none of this millennium."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 3000 else None


def request_name(name: str) -> str:
    """ "FindOpenings" in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
