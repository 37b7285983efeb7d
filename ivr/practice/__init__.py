"""
What a practice decides, and Open Dental does not know: its hours on the telephone, its kinds of visit, its words.

A practice file is refused whole, with everything that is wrong in it, or it is a Practice in which nothing is left to
check.  See practice_file for what each table may hold and practice_rules for what must hold between them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from ivr.practice.faults import Fault, PracticeFileError, misread, placed
from ivr.practice.file import (
    LANGUAGES,
    Answer,
    Cancelling,
    Closed,
    Families,
    File,
    Phones,
    Privacy,
    ProviderNames,
    Span,
    Table,
    Texts,
    VisitKind,
)
from ivr.practice.rules import broken

__all__ = ["Answer", "Practice", "PracticeFileError", "Privacy", "ProviderNames", "VisitKind", "parse", "read"]

A_YEAR = 366


class Practice(Table):
    """Times are naive and office-local unless said otherwise."""

    name: str
    zone: ZoneInfo
    languages: tuple[str, ...]                  # the first is the default
    increment_minutes: int
    lead_minutes: int
    horizon_days: int
    phones: Phones
    hours: Mapping[int, tuple[Span, ...]]       # Monday is 0; every day is there, in order, empty when closed
    closed: tuple[Closed, ...]
    cancelling: Cancelling
    texts: Texts
    families: Families
    privacy: Privacy
    providers: tuple[ProviderNames, ...]
    visits: tuple[VisitKind, ...]
    check_slots: bool                           # whether the office's own free times are asked for before a write
    emergency_phrases: Mapping[str, tuple[str, ...]]    # by language, beside the built-in ones
    answers: Mapping[str, Answer]

    @property
    def closed_days(self) -> frozenset[date]:
        return frozenset(closed.date for closed in self.closed)

    def kind(self, name: str) -> VisitKind | None:
        return next((visit for visit in self.visits if visit.name == name), None)

    def provider(self, number: int) -> ProviderNames | None:
        return next((provider for provider in self.providers if provider.number == number), None)

    def spoken_provider(self, number: int, language: str) -> str:
        """Empty for a provider the practice file does not name."""
        provider = self.provider(number)
        return provider.spoken_by_language.get(language, provider.spoken) if provider else ""

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """Empty when the office is closed that day."""
        return () if day in self.closed_days else self.hours[day.weekday()]

    def is_open(self, now_local: datetime) -> bool:
        """Whether somebody answers at the front desk; nobody does in a lunch gap."""
        return any(start <= now_local.time() < end for start, end in self.hours_on(now_local.date()))

    def opens_next(self, now_local: datetime) -> datetime | None:
        """When hours next begin after *now_local*, be it after a lunch gap; None when they do not within a year."""
        days = (now_local.date() + timedelta(days=ahead) for ahead in range(A_YEAR))
        starts = (datetime.combine(day, start) for day in days for start, _ in self.hours_on(day))
        return next((start for start in starts if start > now_local), None)

    def notice(self, visit_starts_at: datetime, now: datetime) -> timedelta:
        """
        The time that really passes until a visit starts, whatever is done to the clocks meanwhile.

        Args:
            now: Aware, in any zone.

        Returns:
            Negative once the visit has started.  Where the clocks show a time twice, the first is meant.
        """
        # Python subtracts two times of one zone by their clocks; only in UTC is the difference a length of time.
        return visit_starts_at.replace(tzinfo=self.zone).astimezone(UTC) - _aware(now).astimezone(UTC)

    def is_late(self, visit_starts_at: datetime, now: datetime) -> bool:
        """Whether there is less notice than the practice asks for; *now* is aware, in any zone."""
        return self.notice(visit_starts_at, now) < timedelta(hours=self.cancelling.notice_hours)

    def local(self, now: datetime) -> datetime:
        """*now*, aware and in any zone, as the office's clock shows it."""
        return _aware(now).astimezone(self.zone).replace(tzinfo=None, fold=0)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("now has no zone")
    return moment


# --- reading the file ------------------------------------------------------------------------------------------------


def parse(text: str, place: str = "practice file") -> Practice:
    """
    Read a practice file's text.

    Args:
        place: What the file is called in what is said about it.

    Raises:
        PracticeFileError: With everything that is wrong.
    """
    written = _toml(text, place)
    faults = list(broken(written, LANGUAGES))
    try:
        file = File.model_validate(written)
    except ValidationError as error:
        faults += misread(error.errors(), File)
    if faults:
        raise PracticeFileError(place, placed(faults, text), written)
    return _practice(file)


def read(path: Path | str) -> Practice:
    """
    Read a practice file.

    Raises:
        PracticeFileError: With everything that is wrong, or because it cannot be read.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")       # some editors begin a file with a byte-order mark
    except OSError as error:
        raise PracticeFileError(str(path), [Fault((), f"{error.strerror}; expected a file that can be read")]) from None
    except UnicodeDecodeError:
        raise PracticeFileError(str(path), [Fault((), "expected text in UTF-8")]) from None
    return parse(text, str(path))


def _toml(text: str, place: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault((), f"expected TOML, but: {error}")
        at = re.search(r"at line (\d+)", str(error))
        raise PracticeFileError(place, [replace(fault, line=int(at[1])) if at else fault]) from None


def _practice(file: File) -> Practice:
    about = file.practice
    return Practice(
        name=about.name, zone=about.timezone, languages=about.languages, increment_minutes=about.increment_minutes,
        lead_minutes=about.lead_minutes, horizon_days=about.horizon_days, phones=file.phones, hours=file.hours.week,
        closed=file.closed, cancelling=file.cancelling, texts=file.texts, families=file.families, privacy=file.privacy,
        providers=file.provider, visits=file.visit,
        check_slots=file.checks.slots,
        emergency_phrases=file.emergency.phrases, answers=file.answers,
    )
