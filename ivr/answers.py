"""The answers to the dialogues' look-ups: what the office's book, the practice file and the clock say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import singledispatchmethod
from typing import Any

from ivr.dialogue.effects import Refusal
from ivr.office import left_open
from ivr.office.offers import offer
from ivr.office.openings import Wanted, attendable, claimed, openings, waste
from ivr.office.records import DaySheet, Opening, Patient, Visit
from ivr.office.requests import (
    Charts,
    ClaimOpening,
    Desk,
    Due,
    Family,
    FindAccepted,
    FindAlike,
    FindCallers,
    FindCharts,
    FindDesk,
    FindDue,
    FindFamily,
    FindFirstKind,
    FindGuarantor,
    FindKind,
    FindMissed,
    FindMovable,
    FindNotice,
    FindOpenings,
    FindTexting,
    FindToday,
    FindVisits,
    FindWaiting,
    Kind,
    Notice,
    Offer,
    Request,
    Waiting,
)
from ivr.office.why_not import why_not
from ivr.opendental.book import Book
from ivr.practice import Practice, VisitKind
from ivr.speech.words import normal
from ivr.store.claims import Claims

A_WEEK, A_YEAR, TWO_YEARS = timedelta(days=7), timedelta(days=365), timedelta(days=730)
HYGIENIC = ("prophy", "perio", "cleaning", "hygiene")       # what offices call the recalls of a cleaning
MAJORITY = 18           # years


class Answers:
    def __init__(self, practice: Practice, book: Book, claims: Claims, now: Callable[[], datetime],
                 texts: Callable[[str], bool] = lambda number: False):
        """
        Args:
            now: The time, aware, in any zone.
            texts: Whether texts can be sent at all, and the owner of this number (E.164) has not asked for none.
        """
        self.practice, self.book, self.claims, self.now, self.texts = practice, book, claims, now, texts

    @singledispatchmethod
    def answer(self, request: Request, sid: str) -> Any:
        """
        Look something up for a call.

        Returns:
            What the request's docstring says, or a Refusal.

        Raises:
            OfficeError: The office could not be asked, or its answer not be read.
        """
        raise TypeError(f"no answer for {type(request).__name__}")

    @answer.register
    def _(self, request: FindCallers, sid: str) -> Any:
        return self.book.patients_by_phone(request.caller[-10:])

    @answer.register
    def _(self, request: FindCharts, sid: str) -> Any:
        return Charts(tuple(self.book.patients_by_birthdate(request.birthdate)), by_phone=False)

    @answer.register
    def _(self, request: FindVisits, sid: str) -> Any:
        return self.ahead(request.patient.number)

    @answer.register
    def _(self, request: FindToday, sid: str) -> Any:
        now = self.practice.local(self.now())
        found = [self.named(visit) for visit in sorted(self.book.ahead(request.patient.number, now.date()), key=lambda v: v.starts_at)
                 if visit.status == "Scheduled" and visit.starts_at.date() == now.date() and visit.ends_at > now]
        return found or Refusal("none")

    @answer.register
    def _(self, request: FindAccepted, sid: str) -> Any:
        return self.book.confirmed()

    @answer.register
    def _(self, request: FindFamily, sid: str) -> Any:
        rule, patient = self.practice.families, request.patient
        today = self.practice.local(self.now()).date()
        if not of_age(patient, today):
            return Family(minor=True, others=())
        reached = [each for phone in patient.phones for each in self.book.patients_by_phone(phone)]
        near = {each.number: each for each in [*reached, *self.book.dependants(patient.number)] if each.number != patient.number}
        others = [each for each in near.values() if (rule.other_adults if of_age(each, today) else rule.guardians)]
        return Family(False, tuple(sorted(others, key=lambda each: each.number)), rule.other_adults)

    @answer.register
    def _(self, request: FindMovable, sid: str) -> Any:
        patient = request.patient.number
        return self.ahead(patient) or self.missed(self.history(patient), TWO_YEARS)[:1] or Refusal("none")

    @answer.register
    def _(self, request: FindMissed, sid: str) -> Any:
        return self.missed(self.history(request.patient.number), TWO_YEARS)[:3] or Refusal("none")

    @answer.register
    def _(self, request: FindWaiting, sid: str) -> Any:
        history = self.history(request.patient.number)
        plans = [visit for visit in left_open.planned(history) if (kind := self.practice.kind(visit.kind)) and kind.planned]
        missed = [visit for visit in self.missed(history, A_YEAR)
                  if (kind := self.practice.kind(visit.kind)) and kind.write == "book" and not kind.urgent]
        return Waiting(tuple(plans), tuple(missed))

    @answer.register
    def _(self, request: FindDue, sid: str) -> Any:
        kind = self.practice.kind(request.reason) or next((kind for kind in self.practice.visits if self.recall_types(kind)), None)
        if kind is None:
            return Refusal("none")
        ahead = next((visit for visit in request.visits if visit.kind == kind.name), None)
        days = [] if ahead else self.due_days(request.patient.number, kind)
        on = min(days, default=None)
        return Due(kind.name, on, passed=on is not None and on <= self.practice.local(self.now()).date(), visit=ahead)

    @answer.register
    def _(self, request: FindKind, sid: str) -> Any:
        kind = self.practice.kind(request.reason)
        if kind is None or kind.write == "message":
            return Refusal("message")
        same = next((visit.number for visit in request.visits if visit.kind == kind.name), 0)
        return Kind(kind.name, same, self.due(request.patient.number, kind), kind.urgent)

    @answer.register
    def _(self, request: FindFirstKind, sid: str) -> Any:
        first = [kind for kind in self.practice.visits if kind.new_patients and kind.write != "message"]
        found = next((kind for kind in first if kind.name == request.reason), next(iter(first), None))
        return Kind(found.name) if found else Refusal("none")

    @answer.register
    def _(self, request: FindAlike, sid: str) -> Any:
        return self.book.patients_alike(request.first, request.last, request.birthdate)

    @answer.register
    def _(self, request: FindGuarantor, sid: str) -> Any:
        today = self.practice.local(self.now()).date()
        minor = not of_age(replace(request.opener, birthdate=request.birthdate), today)
        return request.opener.number if minor and of_age(request.opener, today) else 0

    @answer.register
    def _(self, request: FindNotice, sid: str) -> Any:
        late = self.practice.is_late(request.visit.starts_at, self.now())
        return Notice(late, dict(self.practice.cancelling.fee_wording) if late else {})

    @answer.register
    def _(self, request: FindTexting, sid: str) -> Any:
        patient, kind, number = request.patient, self.practice.kind(request.kind), request.caller[-10:]
        landline = number in patient.phones and number != patient.wireless
        return bool(self.practice.texts.confirmations and patient.unasked and number and not landline
                    and not (kind and kind.urgent) and self.texts(request.caller))

    @answer.register
    def _(self, request: FindDesk, sid: str) -> Any:
        local, phones = self.practice.local(self.now()), self.practice.phones
        if self.practice.is_open(local):
            return Desk(phones.front_desk, open=True)
        opens = self.practice.opens_next(local)
        return Desk(phones.on_call or "" if request.urgent else "", open=False, opens=opens.isoformat() if opens else "")

    @answer.register
    def _(self, request: FindOpenings, sid: str) -> Any:
        wanted = self.wanted(request)
        providers = self.asked_for(request.when.get("provider", ""))
        found: list[Opening] = []
        wasted: dict[Opening, int] = {}
        chosen = Offer((), exact=False)
        for week in self.weeks(request.when):
            sheet = self.sheet(week)
            here = self.unclaimed(self.openings(sheet, wanted, request), sheet, sid)
            found += here
            wasted |= waste(here, sheet, wanted, min(kind.minutes for kind in self.practice.visits))
            chosen = offer(found, request.when, providers, wasted)
            if (len(chosen.openings) == 3 and chosen.exact) or (chosen.openings and _passed(request.when, week + A_WEEK)):
                break
        return self.explained(chosen, request.when)

    @answer.register
    def _(self, request: ClaimOpening, sid: str) -> Any:
        opening = request.opening
        if self.claims.take(sid, claimed(opening, request.patient.number), opening.starts_at, opening.ends_at):
            return True
        return Refusal("taken", {"taken": [opening.starts_at.isoformat()]})

    def explained(self, chosen: Offer, wish: Mapping[str, Any]) -> Any:
        """The offer; when nothing suits the wish, with the reason."""
        if chosen.exact and chosen.openings:
            return chosen
        today = self.practice.local(self.now()).date()
        last = today + timedelta(days=self.practice.horizon_days)
        reason = why_not(wish, today, last, self.practice.hours_on)
        if not chosen.openings:
            return Refusal("horizon", {"until": last.isoformat()}) if reason.why == "horizon" else Refusal("none")
        if reason.why == "today" and any(opening.starts_at.date() == today for opening in chosen.openings):
            return chosen
        return replace(chosen, why=reason.why, day=reason.day.isoformat() if reason.day else "")

    def unclaimed(self, found: list[Opening], sheet: DaySheet, sid: str) -> list[Opening]:
        """Without what another caller is just making up their mind about."""
        midnight = datetime.min.time()
        held = self.claims.held(datetime.combine(sheet.first, midnight), datetime.combine(sheet.last + timedelta(days=1), midnight), sid)
        return [o for o in found if not held or not any(start < o.ends_at and o.starts_at < end
                                                        for resource in claimed(o) for start, end in held.get(resource, ()))]

    def openings(self, sheet: DaySheet, wanted: Wanted, request: FindOpenings) -> list[Opening]:
        kind = self.practice.kind(request.reason)
        moved = request.visit.number if request.visit else 0
        mine = [visit for visit in sheet.visits if visit.patient == request.patient.number]
        if kind and kind.web_sched:
            told = self.book.web_sched(kind.web_sched, sheet.first, sheet.last, kind.new_patients)
            return attendable(told, wanted, self.now(), mine)
        return openings(sheet, wanted, self.now(), mine, ignoring=moved)

    # --- what the book says, in the practice's terms -----------------------------------------------------------------

    def ahead(self, patient: int) -> list[Visit]:
        now = self.practice.local(self.now())
        visits = self.book.ahead(patient, now.date())
        return [self.named(visit) for visit in sorted(visits, key=lambda v: v.starts_at)
                if visit.status == "Scheduled" and visit.starts_at > now]

    def named(self, visit: Visit) -> Visit:
        kind = self.kind_of(visit)
        return replace(visit, kind=kind.name if kind else "")

    def kind_of(self, visit: Visit) -> VisitKind | None:
        """
        The practice's kind this visit is: by its appointment type, or by its hygienist and length.

        None when the office booked it as something the practice file does not describe.
        """
        kinds = self.practice.visits
        if visit.appointment_type:
            return next((kind for kind in kinds if kind.appointment_type == visit.appointment_type), None)
        words = normal(visit.procedures + " " + visit.note)
        named = [kind for kind in kinds if any(normal(word) in words for word in kind.spoken.values())]
        hygienic = [kind for kind in kinds if kind.hygiene and (visit.hygiene or visit.hygienist in kind.providers)]
        return next(iter(named or hygienic), None)

    def due(self, patient: int, kind: VisitKind) -> date | None:
        """The day from which the patient's next visit of this kind is due, where the practice has it told, if it lies ahead."""
        due = min(self.due_days(patient, kind), default=None) if kind.recall_types else None
        return due if due and due > self.practice.local(self.now()).date() else None

    def due_days(self, patient: int, kind: VisitKind) -> list[date]:
        types = self.recall_types(kind)
        found = self.book.recalls(patient) if types else []
        return [each.due for each in found if each.kind in types and each.due and not each.scheduled]

    def recall_types(self, kind: VisitKind) -> tuple[int, ...]:
        """Those the practice names; for hygiene, else those the office calls so."""
        if kind.recall_types or not kind.hygiene:
            return kind.recall_types
        return tuple(number for number, name in self.book.recall_types() if any(word in name.lower() for word in HYGIENIC))

    def history(self, patient: int) -> list[Visit]:
        return [self.named(visit) for visit in self.book.history(patient)]

    def missed(self, history: list[Visit], within: timedelta) -> list[Visit]:
        return left_open.not_taken_place(history, self.practice.local(self.now()).date() - within)

    def wanted(self, request: FindOpenings) -> Wanted:
        if request.visit:
            return self._for_the_same(request.visit)
        kind = self.practice.kind(request.reason)
        if kind is None:
            raise LookupError("the visit agreed on is no longer in the practice file")
        planned = request.planned
        if planned is None:
            return self._for_a(kind, kind.minutes, kind.providers, kind.operatories)
        by = (planned.provider,) if planned.provider in kind.providers else kind.providers
        return self._for_a(kind, planned.minutes, by, kind.operatories)

    def _for_the_same(self, visit: Visit) -> Wanted:
        kind = self.kind_of(visit)
        hygiene = bool(visit.hygiene or (kind and kind.hygiene))
        provider = visit.hygienist if hygiene and visit.hygienist else visit.provider
        chairs = kind.operatories if kind else ((visit.operatory,) if visit.operatory else ())
        return self._for_a(kind, visit.minutes, (provider,), chairs)

    def _for_a(self, kind: VisitKind | None, minutes: int, providers: tuple[int, ...], operatories: tuple[int, ...]) -> Wanted:
        practice = self.practice
        return Wanted(
            minutes=minutes, providers=tuple(providers), operatories=tuple(operatories),
            increment_minutes=practice.increment_minutes, lead_minutes=practice.lead_minutes,
            horizon_days=practice.horizon_days, zone=practice.zone, hours=practice.hours, closed=practice.closed_days,
            bookable_blockouts=self.bookable(kind) if kind else (), chairs=tuple(self.book.operatories()),
        )

    def bookable(self, kind: VisitKind) -> tuple[str, ...]:
        """The blockouts this kind may lie on: those the practice names, and those the office keeps for its type."""
        types = self.book.appointment_types() if kind.appointment_type else []
        own = next((each.blockouts for each in types if each.number == kind.appointment_type), ())
        return tuple(dict.fromkeys((*kind.bookable_blockouts, *own)))

    def asked_for(self, name: str) -> frozenset[int]:
        """The providers a caller's word for one means; empty when anyone will do."""
        if not name or name == "any":
            return frozenset()
        word = normal(name)
        if word in ("hygienist", "dentist", "doctor"):
            return frozenset()
        return frozenset(p.number for p in self.practice.providers
                         if word in normal(p.spoken).split() or any(word == normal(called) for called in p.called))

    # --- the day sheets ----------------------------------------------------------------------------------------------

    def weeks(self, wish: Any) -> Iterator[date]:
        """The Mondays of the weeks to read, from the first that the wish may mean to the horizon."""
        today = self.practice.local(self.now()).date()
        starts = [date.fromisoformat(window["from"]) for window in wish.get("windows", ({},)) if "from" in window]
        whole = len(starts) == len(wish.get("windows", ({},)))
        first = min(starts) if starts and whole else date.fromisoformat(wish["since"][:10]) if "since" in wish else today
        last = today + timedelta(days=self.practice.horizon_days)
        week = max(first, today)
        week -= timedelta(days=week.weekday())
        while week <= last:
            yield week
            week += A_WEEK

    def sheet(self, week: date) -> DaySheet:
        return self.book.day_sheet(max(week, self.practice.local(self.now()).date()), week + timedelta(days=6))


def of_age(patient: Patient, today: date) -> bool:
    """Whose date of birth is not known is an adult: nobody speaks for them."""
    born = patient.birthdate
    return born is None or (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) >= MAJORITY


def _passed(wish: Any, day: date) -> bool:
    """Whether everything from *day* on lies behind the last day the wish names; one that names none goes on a week."""
    ends = [window["to"] for window in wish.get("windows", ({},)) if "to" in window]
    return not ends or len(ends) < len(wish.get("windows", ({},))) or date.fromisoformat(max(ends)) < day
