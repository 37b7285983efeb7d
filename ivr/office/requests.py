"""
What the dialogues ask of the office, and what they get.  A request's fields are the items it needs.

Requests that only look may be carried out twice; those marked `Agreed` change the book, or the staff's task list, and
are carried out once, durably, exactly as they stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ivr.office.records import Opening, Patient, Visit


class Request:
    """Something only the office, the practice's clock or the store can answer."""


class Agreed(Request):
    """A request the caller has agreed to."""


# --- looking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FindCallers(Request):
    """[Patient] on the caller's number; empty when it is nobody's."""

    caller: str                     # E.164


@dataclass(frozen=True)
class FindCharts(Request):
    """Charts of everyone born that day."""

    birthdate: date


@dataclass(frozen=True)
class Charts:
    """Who the caller may be."""

    patients: tuple[Patient, ...]
    by_phone: bool                  # the number they call from is one of theirs


@dataclass(frozen=True)
class FindVisits(Request):
    """[Visit] the patient has ahead and on the book (Scheduled), earliest first."""

    patient: Patient


@dataclass(frozen=True)
class FindMovable(Request):
    """[Visit] ahead, or, when there are none, the latest that was broken or left unscheduled; Refusal "none"."""

    patient: Patient


@dataclass(frozen=True)
class FindMissed(Request):
    """[Visit] that did not take place, broken or left unscheduled, latest first, at most three; Refusal "none"."""

    patient: Patient


@dataclass(frozen=True)
class FindWaiting(Request):
    """Waiting: what the office still has to do for the patient."""

    patient: Patient


@dataclass(frozen=True)
class Waiting:
    planned: tuple[Visit, ...] = ()     # planned and not yet a visit, in the office's order
    missed: tuple[Visit, ...] = ()      # that did not take place in the last year, latest first


@dataclass(frozen=True)
class FindDue(Request):
    """Due: when the patient's next visit of kind *reason* is due; of what is done regularly, when they named none."""

    patient: Patient
    visits: list[Visit]             # ahead
    reason: str = ""


@dataclass(frozen=True)
class Due:
    kind: str                       # as in the practice file
    on: date | None = None          # None when the office keeps no date for it
    passed: bool = False            # that day has come
    visit: Visit | None = None      # of this kind, ahead


@dataclass(frozen=True)
class FindToday(Request):
    """[Visit] the patient has on the book today and that has not ended yet, earliest first."""

    patient: Patient


@dataclass(frozen=True)
class FindAccepted(Request):
    """The DefNum of a visit that its patient has confirmed."""


@dataclass(frozen=True)
class FindFamily(Request):
    """Family: on whose behalf the practice lets this patient speak."""

    patient: Patient


@dataclass(frozen=True)
class Family:
    minor: bool                     # the patient is not of age, and speaks for nobody
    others: tuple[Patient, ...]     # those the patient may speak for
    adults: bool = False            # the practice lets one adult speak for another


@dataclass(frozen=True)
class FindKind(Request):
    """Kind of visit meant by *reason*, beside what the patient has ahead."""

    patient: Patient
    reason: str
    visits: list[Visit]


@dataclass(frozen=True)
class Kind:
    name: str                       # as in the practice file
    same: int = 0                   # AptNum of a visit of this kind the patient already has ahead; 0 = none
    due: date | None = None         # the day the patient's next one is due, when that lies ahead
    urgent: bool = False            # for somebody in pain


@dataclass(frozen=True)
class FindFirstKind(Request):
    """Kind of a first visit: the one asked for if it is for new patients, or else what they begin with; Refusal "none"."""

    reason: str = ""


@dataclass(frozen=True)
class FindAlike(Request):
    """[Patient] whose chart may be this person's: born that day, or of that name; archived ones too."""

    first: str
    last: str
    birthdate: date


@dataclass(frozen=True)
class FindGuarantor(Request):
    """PatNum of *opener* if they are of age and whoever was born that day is not; 0 for nobody but the new patient."""

    opener: Patient                 # whose own chart was opened in this call
    birthdate: date


@dataclass(frozen=True)
class FindNotice(Request):
    """Notice: how far ahead the visit is, by the practice's rule, in its zone."""

    visit: Visit


@dataclass(frozen=True)
class Notice:
    late: bool
    fee: Mapping[str, str] = field(default_factory=dict)    # language -> what the practice says about late notice


@dataclass(frozen=True)
class FindOpenings(Request):
    """
    Offer of times that suit *when*, for a visit of kind *reason*, or of the same length and provider as *visit*; Refusal
    "none", or "horizon" with the last day that is booked.

    *when* is a wish as `speech.preferred` understands it, plus "rejected": starts already offered and declined.
    """

    patient: Patient
    when: Mapping[str, Any]
    reason: str = ""
    visit: Visit | None = None
    planned: Visit | None = None    # takes its length


@dataclass(frozen=True)
class Offer:
    """What is read out: at most three openings, earliest first; empty when there is nothing within the horizon."""

    openings: tuple[Opening, ...]
    exact: bool = True              # False: nothing suits the wish, these are the nearest
    provider: bool = True           # False: the provider wished for has none of these
    why: str = ""                   # when nothing suits, if it can be told: "hours" (of *day*) or "today"
    day: str = ""                   # ISO


@dataclass(frozen=True)
class ClaimOpening(Request):
    """True: while this caller makes up their mind, nobody else is offered it.  Refusal "taken": somebody else is."""

    patient: Patient
    opening: Opening


@dataclass(frozen=True)
class FindDesk(Request):
    """Desk: whom a caller can be put through to now."""

    urgent: bool = False


@dataclass(frozen=True)
class FindTexting(Request):
    """True when the patient may be asked whether to be texted at the number they call from: nobody knows yet, and it can be done."""

    patient: Patient
    caller: str                     # E.164, or empty
    kind: str                       # of the visit, as in the practice file


@dataclass(frozen=True)
class Desk:
    number: str                     # E.164; empty when nobody can be reached now
    open: bool                      # within opening hours
    opens: str = ""                 # ISO date-time the office next opens, when it is closed


@dataclass(frozen=True)
class TextTo:
    """Where a confirmation goes by text message, of somebody who has said that they may be texted."""

    number: str                     # E.164
    language: str


# --- agreed ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BookVisit(Agreed):
    patient: Patient
    reason: str
    opening: Opening
    planned: Visit | None = None    # what was planned becomes this visit
    text: TextTo | None = None


@dataclass(frozen=True)
class ApprovedVisit(BookVisit):
    """What a caller agreed to and the practice approves itself, now approved."""


@dataclass(frozen=True)
class CancelVisit(Agreed):
    patient: Patient
    visit: Visit
    notice: Notice


@dataclass(frozen=True)
class MoveVisit(Agreed):
    """Also brings a Broken or unscheduled visit back."""

    patient: Patient
    visit: Visit
    opening: Opening
    text: TextTo | None = None


@dataclass(frozen=True)
class TextVisit(Agreed):
    """The day and the time of a visit just booked or moved, to somebody who has just said that they may be texted."""

    patient: Patient
    opening: Opening
    text: TextTo
    keep: bool                      # the number is the mobile one on the chart, which is to say so from now on


@dataclass(frozen=True)
class RegisterPatient(Agreed):
    """A chart for somebody who has none."""

    first: str
    last: str
    birthdate: date
    phone: str                      # E.164
    texts: bool | None = None       # whether they may be texted there; None when they did not say
    language: str = ""              # the one they were spoken to in
    guarantor: int = 0              # PatNum of the parent whose chart was opened before; 0: they are their own


@dataclass(frozen=True)
class ConfirmVisit(Agreed):
    patient: Patient
    visit: Visit
    accepted: int                   # DefNum


@dataclass(frozen=True)
class HurryVisit(Agreed):
    """The visit keeps its time, and the patient would come sooner."""

    patient: Patient
    visit: Visit


@dataclass(frozen=True)
class TellLate(Agreed):
    """The staff are told at once; nothing is moved."""

    patient: Patient
    visit: Visit
    minutes: int                    # 0 = they could not say
    callback: str                   # E.164, or empty


@dataclass(frozen=True)
class LeaveMessage(Agreed):
    """A task for the staff."""

    topic: str                      # what the call was about, in the line's own words
    message: str                    # what the caller said, verbatim; may be empty
    callback: str                   # number to call back, E.164; empty when none could be had
    patient: Patient | None = None  # only when identity was proven
    urgent: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of an agreed request."""

    done: bool                      # False: not known yet; the staff see to it and the caller is told later
    visit: Visit | None = None      # as the office's book now has it
    patient: Patient | None = None  # whose chart was opened
    asked: bool = False             # the practice approves visits of this kind itself; its staff have been asked
