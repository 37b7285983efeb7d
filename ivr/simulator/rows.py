"""
The rows of the office's tables, their columns named and ordered as the interface sends them.

Values are Python's own (bool, date, datetime); `wire` turns them into what clients see.  "No date" is
``wire.NO_DATE`` and "no time" ``wire.NO_MOMENT``, as in the database, never None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .wire import NO_DATE, NO_MOMENT

# AptStatus; ASAP (4) has been dead since 17.4.1.
STATUSES = ("Scheduled", "Complete", "UnschedList", "Broken", "Planned", "PtNote", "PtNoteCompleted")
PAT_STATUSES = ("Patient", "NonPatient", "Inactive", "Archived", "Deceased", "Prospective", "Deleted")
CONTACT_METHODS = ("None", "DoNotCall", "HmPhone", "WkPhone", "WirelessPh", "Email", "SeeNotes", "Mail", "TextMessage")


@dataclass(slots=True)
class Appointment:
    AptNum: int
    PatNum: int
    AptStatus: str
    Pattern: str
    Confirmed: int
    TimeLocked: bool
    Op: int
    Note: str
    ProvNum: int
    ProvHyg: int
    AptDateTime: datetime
    NextAptNum: int = 0
    UnschedStatus: int = 0
    IsNewPatient: bool = False
    ProcDescript: str = ""
    ClinicNum: int = 0
    IsHygiene: bool = False
    DateTStamp: datetime = NO_MOMENT
    DateTimeArrived: datetime = NO_MOMENT
    DateTimeSeated: datetime = NO_MOMENT
    DateTimeDismissed: datetime = NO_MOMENT
    InsPlan1: int = 0
    InsPlan2: int = 0
    DateTimeAskedToArrive: datetime = NO_MOMENT
    colorOverride: str = "0,0,0"
    AppointmentTypeNum: int = 0
    SecUserNumEntry: int = 0
    SecDateTEntry: datetime = NO_MOMENT
    Priority: str = "Normal"
    PatternSecondary: str = ""
    ItemOrderPlanned: int = 0
    Assistant: int = 0
    IsMirrored: bool = False

    @property
    def minutes(self) -> int:
        return 5 * len(self.Pattern)

    @property
    def ends(self) -> datetime:
        return self.AptDateTime + timedelta(minutes=self.minutes)

    @property
    def providers(self) -> set[int]:
        return {self.ProvNum, self.ProvHyg} - {0}

    @property
    def on_the_book(self) -> bool:
        """Whether it takes up a chair."""
        return self.Op > 0 and self.AptStatus not in ("UnschedList", "Planned")

    def copy(self) -> Appointment:
        return Appointment(*[getattr(self, column) for column in self.__slots__])

    def meets(self, starts: datetime, ends: datetime) -> bool:
        return self.AptDateTime < ends and self.ends > starts


@dataclass(slots=True)
class HistAppointment:
    HistApptNum: int
    HistUserNum: int
    HistDateTStamp: datetime
    HistApptAction: str             # Created, Changed, Missed, Cancelled, Deleted
    ApptSource: str
    visit: Appointment              # as it stood then


@dataclass(slots=True)
class Patient:
    PatNum: int
    LName: str
    FName: str
    MiddleI: str = ""
    Preferred: str = ""
    PatStatus: str = "Patient"
    Gender: str = "Unknown"
    Position: str = "Single"
    Birthdate: date = NO_DATE
    SSN: str = ""
    Address: str = ""
    Address2: str = ""
    City: str = ""
    State: str = ""
    Zip: str = ""
    HmPhone: str = ""
    WkPhone: str = ""
    WirelessPhone: str = ""
    Guarantor: int = 0
    Email: str = ""
    EstBalance: float = 0.0
    PriProv: int = 0
    SecProv: int = 0
    FeeSched: int = 0
    BillingType: str = "Standard Account"
    ImageFolder: str = ""
    FamFinUrgNote: str = ""
    ChartNumber: str = ""
    MedicaidID: str = ""
    BalTotal: float = 0.0
    EmployerNum: int = 0
    DateFirstVisit: date = NO_DATE
    ClinicNum: int = 0
    Premed: bool = False
    Ward: str = ""
    PreferConfirmMethod: str = "None"
    PreferContactMethod: str = "None"
    PreferRecallMethod: str = "None"
    Language: str = ""
    AdmitDate: date = NO_DATE
    siteDesc: str = ""
    DateTStamp: datetime = NO_MOMENT
    SuperFamily: int = 0
    TxtMsgOk: str = "Unknown"
    SecDateEntry: date = NO_DATE
    ApptModNote: str = ""
    MedUrgNote: str = ""
    merged: bool = False            # merged into another record: hidden from the search

    @property
    def phones(self) -> tuple[str, str, str]:
        return self.HmPhone, self.WkPhone, self.WirelessPhone


@dataclass(slots=True)
class Schedule:
    ScheduleNum: int
    SchedDate: date
    StartTime: time
    StopTime: time
    SchedType: str                  # Practice, Provider, Blockout, Employee, WebSchedASAP
    ProvNum: int = 0
    BlockoutType: int = 0           # a DefNum of category 25
    Note: str = ""
    operatories: tuple[int, ...] = ()
    EmployeeNum: int = 0
    DateTStamp: datetime = NO_MOMENT
    status: int = 0                 # 0 open, 1 closed, 2 holiday: in the database, never sent

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.SchedDate, self.StartTime)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.SchedDate, self.StopTime)


@dataclass(slots=True)
class Operatory:
    OperatoryNum: int
    OpName: str
    Abbrev: str
    ItemOrder: int
    IsHidden: bool = False
    ProvDentist: int = 0
    ProvHygienist: int = 0
    IsHygiene: bool = False
    ClinicNum: int = 0
    SetProspective: bool = False
    IsWebSched: bool = False
    OperatoryType: int = 0
    stamp: datetime = NO_MOMENT


@dataclass(slots=True)
class Provider:
    ProvNum: int
    Abbr: str
    LName: str
    FName: str
    MI: str = ""
    Suffix: str = ""
    FeeSched: int = 0
    Specialty: int = 0
    SSN: str = ""
    StateLicense: str = ""
    IsSecondary: bool = False
    provColor: str = "255,255,255"
    IsHidden: bool = False
    UsingTIN: bool = False
    SigOnFile: bool = True
    NationalProvID: str = ""
    DateTStamp: datetime = NO_MOMENT
    IsNotPerson: bool = False
    ProvStatus: str = "Active"
    IsHiddenReport: bool = False
    Birthdate: date = NO_DATE
    SchedNote: str = ""
    PreferredName: str = ""
    websched: bool = True           # may be booked by the web scheduler


@dataclass(slots=True)
class AppointmentType:
    AppointmentTypeNum: int
    AppointmentTypeName: str
    appointmentTypeColor: str = "0,0,0"
    IsHidden: bool = False
    Pattern: str = ""
    CodeStr: str = ""
    CodeStrRequired: str = ""
    RequiredProcCodesNeeded: str = "None"
    BlockoutTypes: tuple[int, ...] = ()     # DefNums in the database, names on the wire


@dataclass(slots=True)
class Definition:
    DefNum: int
    ItemName: str
    ItemValue: str
    Category: int
    isHidden: bool = False
    websched_type: int = 0                  # categories 42 and 51: the AppointmentTypeNum
    websched_chairs: tuple[int, ...] = ()   # and the chairs


@dataclass(slots=True)
class Commlog:
    CommlogNum: int
    PatNum: int
    CommDateTime: datetime
    CommType: int
    Note: str
    Mode_: str
    SentOrReceived: str
    UserNum: int = 0
    DateTStamp: datetime = NO_MOMENT
    CommSource: str = "ApiOD"
    ProgramNum: int = 0
    DateTEntry: datetime = NO_MOMENT
    ReferralNum: int = 0


@dataclass(slots=True)
class RecallType:
    RecallTypeNum: int
    Description: str
    DefaultInterval: str
    TimePattern: str
    Procedures: str
    AppendToSpecial: bool = False


@dataclass(slots=True)
class Recall:
    RecallNum: int
    PatNum: int
    DateDue: date
    DatePrevious: date
    RecallInterval: str
    RecallTypeNum: int
    RecallStatus: int = 0
    Note: str = ""
    IsDisabled: bool = False
    DateTStamp: datetime = NO_MOMENT
    DisableUntilBalance: float = 0.0
    DisableUntilDate: date = NO_DATE
    Priority: str = "Normal"
    TimePatternOverride: str = ""
    reminders: int = 0


@dataclass(slots=True)
class ProcedureCode:
    CodeNum: int
    ProcCode: str
    Descript: str
    AbbrDesc: str
    fee: float = 0.0


@dataclass(slots=True)
class Procedure:
    ProcNum: int
    PatNum: int
    AptNum: int
    ProcDate: date
    ProcFee: float
    ProcStatus: str                 # TP, C, EC, EO, R, D, Cn, TPi
    ProvNum: int
    CodeNum: int
    procCode: str
    descript: str
    PlannedAptNum: int = 0
    ClinicNum: int = 0
    Note: str = ""
    DateTStamp: datetime = NO_MOMENT


@dataclass(slots=True)
class Clinic:
    ClinicNum: int
    Description: str
    Abbr: str
    Address: str = ""
    City: str = ""
    State: str = ""
    Zip: str = ""
    Phone: str = ""
    IsHidden: bool = False


@dataclass(slots=True)
class Subscription:
    SubscriptionNum: int
    EndPointUrl: str
    Workstation: str
    CustomerKey: str
    WatchTable: str
    PollingSeconds: int
    UiEventType: str
    DateTimeStart: datetime
    DateTimeStop: datetime = NO_MOMENT
    Note: str = ""


@dataclass(slots=True)
class Signal:
    SignalNum: int
    IType: str
    FKey: int
    FKeyType: str
    SigDateTime: datetime
