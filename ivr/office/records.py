"""
The office's things as the line sees them.  Each names the Open Dental columns it comes from.

All times are naive and office-local; all lengths are minutes, multiples of 5 (one character of Pattern).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Patient:
    number: int                     # PatNum
    first: str                      # FName
    last: str                       # LName
    preferred: str = ""             # Preferred
    birthdate: date | None = None   # Birthdate; None for 0001-01-01
    phones: tuple[str, ...] = ()    # HmPhone, WkPhone, WirelessPhone: the last ten digits of each that has ten
    texts: bool = False             # TxtMsgOk is "Yes"
    wireless: str = ""              # WirelessPhone, ten digits or empty
    status: str = "Patient"         # PatStatus
    unasked: bool = False           # TxtMsgOk is "Unknown": nobody knows whether they may be texted

    @property
    def called(self) -> str:
        return self.preferred or self.first


@dataclass(frozen=True)
class Visit:
    """An appointment on the book, whatever its status."""

    number: int                     # AptNum
    patient: int                    # PatNum
    status: str                     # AptStatus: Scheduled, Complete, UnschedList, Broken, Planned, PtNote, ...
    starts_at: datetime             # AptDateTime; keeps its old value when unscheduled
    pattern: str                    # Pattern: X the provider is busy, / assistant time; one character per 5 minutes
    provider: int                   # ProvNum
    hygienist: int = 0              # ProvHyg, 0 = none
    operatory: int = 0              # Op, 0 when unscheduled
    hygiene: bool = False           # IsHygiene
    new_patient: bool = False       # IsNewPatient
    confirmed: int = 0              # Confirmed, a DefNum of category 2
    note: str = ""                  # Note
    appointment_type: int = 0       # AppointmentTypeNum
    procedures: str = ""            # ProcDescript
    clinic: int = 0                 # ClinicNum
    planned_from: int = 0           # NextAptNum: the planned appointment this one was made from
    asap: bool = False              # Priority is "ASAP": on the office's list for something sooner
    kind: str = ""                  # the practice's name for this kind of visit; not the office's, worked out by us

    @property
    def minutes(self) -> int:
        return 5 * len(self.pattern)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Shift:
    """A provider's working time on one day: a schedule row of type Provider."""

    provider: int                   # ProvNum
    starts_at: datetime             # SchedDate + StartTime
    ends_at: datetime               # SchedDate + StopTime
    operatories: tuple[int, ...]    # empty = not tied to a chair


@dataclass(frozen=True)
class Blockout:
    """Time nobody is to be booked, unless the practice says a kind of visit may lie on it."""

    starts_at: datetime
    ends_at: datetime
    operatories: tuple[int, ...]    # empty = every chair
    kind: str                       # blockoutType, the definition's name
    never: bool = False             # the definition's value holds NS (no scheduling), or a WebSchedASAP hold


@dataclass(frozen=True)
class Operatory:
    number: int                     # OperatoryNum
    name: str                       # OpName
    dentist: int = 0                # ProvDentist
    hygienist: int = 0              # ProvHygienist
    hygiene: bool = False           # IsHygiene
    hidden: bool = False            # IsHidden
    clinic: int = 0                 # ClinicNum


@dataclass(frozen=True)
class Provider:
    number: int                     # ProvNum
    abbreviation: str               # Abbr
    first: str
    last: str
    hygienist: bool = False         # IsSecondary
    hidden: bool = False            # IsHidden, or ProvStatus Deleted


@dataclass(frozen=True)
class AppointmentType:
    number: int                     # AppointmentTypeNum
    name: str                       # AppointmentTypeName
    minutes: int                    # of Pattern; 0 = as its procedures have it
    blockouts: tuple[str, ...]      # BlockoutTypes: a visit of this type may lie on these and, if there are any, on no others
    hidden: bool = False            # IsHidden


@dataclass(frozen=True)
class Recall:
    """When a patient should come again for something that is done regularly."""

    kind: int                       # RecallTypeNum
    due: date | None                # DateDue; None when it is not worked out
    scheduled: date | None = None   # DateScheduled: a visit for it is on the book


@dataclass(frozen=True)
class DaySheet:
    """What stands on the book from *first* to *last*, both included."""

    first: date
    last: date
    shifts: tuple[Shift, ...]
    visits: tuple[Visit, ...]       # of every status
    blockouts: tuple[Blockout, ...]
    closed: frozenset[date] = frozenset()   # days the office's own book marks as holidays


@dataclass(frozen=True, order=True)
class Opening:
    """A time a patient could be seen."""

    starts_at: datetime
    minutes: int
    operatory: int
    provider: int                   # who sees the patient: the hygienist of a hygiene visit, else the dentist

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)
