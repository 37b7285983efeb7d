"""The sample office's fixed furniture: chairs, providers, visit types, codes, definitions and preferences."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from .rows import AppointmentType, Definition, Operatory, ProcedureCode, Provider, RecallType
from .tables import Tables

ZONE = "America/Chicago"
SMITH, MORA, LEE, PATEL, KIM, STONE = 1, 2, 3, 4, 5, 6      # ProvNum; Stone has retired and is hidden
LUNCH, MEETING, EMERGENCY, HYGIENE_HOLD = 301, 302, 303, 304    # DefNum of the blockout types
UNCONFIRMED, LEFT_MESSAGE, CONFIRMED, ARRIVED, SEATED, DISMISSED, SENT, DECLINED, SEND_FAILED = range(201, 210)

# name: AppointmentTypeNum, Pattern, procedure codes
KINDS: dict[str, tuple[int, str, str]] = {
    "cleaning": (1, "/XXXXXXXXXX/", "D0120,D1110"), "checkup": (2, "XXXXXX", "D0120"),
    "filling": (3, "/XXXXXXXX/", "D2391"), "crown": (4, "/XXXXXXXXXXXXXXXX/", "D2740"),
    "new patient exam": (5, "/XXXXXXXXXX/", "D0150,D0210"), "toothache": (6, "XXXXX/", "D0140")}


def rooms(tables: Tables, today: date) -> None:
    stamp = datetime.combine(today - timedelta(days=200), time(7, 30))
    _chairs(tables, stamp)
    _providers(tables, stamp)
    _types(tables)
    _definitions(tables)
    tables.preferences.update(_PREFERENCES)
    tables.field_names += ["Ride home", "Insurance checked"]


def _chairs(tables: Tables, stamp: datetime) -> None:
    rows = [
        Operatory(1, "Op 1", "1", 0, ProvDentist=SMITH, IsWebSched=True, OperatoryType=551),
        Operatory(2, "Op 2", "2", 1, ProvDentist=SMITH, IsWebSched=True, OperatoryType=551),
        Operatory(3, "Hygiene A", "HA", 2, ProvDentist=SMITH, ProvHygienist=LEE, IsHygiene=True, OperatoryType=552),
        Operatory(4, "Hygiene B", "HB", 3, ProvDentist=MORA, ProvHygienist=PATEL, IsHygiene=True, OperatoryType=552),
        Operatory(5, "Op 5", "5", 4, ProvDentist=MORA, OperatoryType=551),
        Operatory(6, "Op 6", "6", 5, ProvDentist=KIM, SetProspective=True, OperatoryType=551),
        Operatory(7, "Old Op 7", "7", 6, IsHidden=True, ProvDentist=MORA),      # still holds visits
        Operatory(8, "Storage", "8", 7, IsHidden=True)]
    for row in rows:
        row.stamp = stamp
        tables.operatories[row.OperatoryNum] = row


def _providers(tables: Tables, stamp: datetime) -> None:
    rows = [Provider(SMITH, "SMITH", "Smith", "Ann", Suffix="DDS"), Provider(MORA, "MORA", "Mora", "Carlos", Suffix="DMD"),
            Provider(LEE, "LEE", "Lee", "Dana", Suffix="RDH", IsSecondary=True),
            Provider(PATEL, "PATEL", "Patel", "Priya", Suffix="RDH", IsSecondary=True),
            Provider(KIM, "KIM", "Kim", "Grace", Suffix="DDS", SchedNote="Tuesdays and Thursdays only."),
            Provider(STONE, "STONE", "Stone", "Walter", Suffix="DDS", IsHidden=True, websched=False)]
    for row in rows:
        row.DateTStamp = stamp
        tables.providers[row.ProvNum] = row


def _types(tables: Tables) -> None:
    for name, (number, pattern, codes) in KINDS.items():
        blockouts = (EMERGENCY,) if name == "toothache" else ()
        tables.appointment_types[number] = AppointmentType(
            number, name.capitalize(), f"{40 * number},{255 - 30 * number},180", Pattern=pattern, CodeStr=codes,
            BlockoutTypes=blockouts)
    tables.appointment_types[7] = AppointmentType(7, "Ortho consult", IsHidden=True, Pattern="XXXX")
    for number, (code, full, short, fee) in enumerate(_CODES, 1):
        tables.codes[code] = ProcedureCode(number, code, full, short, fee)
    tables.recall_types[1] = RecallType(1, "Prophy", "6m1d", "/XXXXXXXXXX/", "D1110")
    tables.recall_types[2] = RecallType(2, "Perio", "3m1d", "/XXXXXXXXXX/", "D4910")


_CODES = (
    ("D0120", "periodic oral evaluation", "PerEx", 58.0), ("D1110", "prophylaxis, adult", "Pro", 104.0),
    ("D2391", "composite, one surface, posterior", "Comp1", 196.0), ("D2740", "crown, porcelain", "PFC", 1210.0),
    ("D0150", "comprehensive oral evaluation", "CompEx", 92.0), ("D0210", "full mouth series", "FMX", 142.0),
    ("D0140", "limited oral evaluation", "LimEx", 79.0), ("D4910", "periodontal maintenance", "Perio", 151.0),
    ("D9986", "missed appointment", "Missed", 50.0), ("D9987", "cancelled appointment", "Canc", 25.0))


def _definitions(tables: Tables) -> None:
    for category, first, names in _NAMES:
        for number, line in enumerate(names.split("|"), first):
            name, _, value = line.partition("=")
            tables.definitions.append(Definition(number, name, value, category, isHidden=name.startswith("Old ")))
    for definition in tables.definitions:
        if definition.Category in (42, 51):
            kind = {421: 5, 511: 2, 512: 1}[definition.DefNum]
            definition.websched_type, definition.websched_chairs = kind, (3, 4) if kind == 1 else (1, 2)


_NAMES: tuple[tuple[int, int, str], ...] = (
    (2, UNCONFIRMED, "Not Called=Uncon|Left Message=LM|Confirmed=Conf|Arrived=Here|Seated=Seat|Dismissed=Done"
                     "|eConfirm Sent=eS|Not Accepted=eN|Send Failed=eF"),
    (4, 401, "Standard Account|Senior Discount=S|Collections=C"),
    (13, 131, "None|Left Message=LM|Needs to call back=CB|Texted=Txt"),
    (25, LUNCH, "Lunch=NS|Staff meeting=NS,DC|Emergency|Hygiene hold|Old Ortho day"),
    (27, 271, "Appointments=APPT|Financial=FIN|Misc=MISC|Recall=RECALL"),
    (42, 421, "New patient"), (51, 511, "Checkup|Cleaning"), (55, 551, "Treatment|Hygiene"))

_PREFERENCES = {
    "AppointmentTimeIncrement": "10", "AppointmentSearchBehavior": "1", "ApptsAllowOverlap": "0",
    "ApptsRequireProc": "1", "AppointmentWithoutProcsDefaultLength": "30", "PracticeDefaultProv": str(SMITH),
    "PracticeTitle": "Maple Street Dental", "PracticePhone": "2175550100",
    "BrokenApptProcedure": "3", "BrokenApptCommLog": "0", "BrokenApptAdjustment": "0", "BrokenApptRequiredOnMove": "0",
    "UnscheduledListNoRecalls": "1", "ApptPreventChangesToCompleted": "0",
    "ApptEConfirmStatusSent": str(SENT), "ApptEConfirmStatusAccepted": str(CONFIRMED),
    "ApptEConfirmStatusDeclined": str(DECLINED), "ApptEConfirmStatusSendFailed": str(SEND_FAILED),
    "AppointmentTimeArrivedTrigger": str(ARRIVED), "AppointmentTimeSeatedTrigger": str(SEATED),
    "AppointmentTimeDismissedTrigger": str(DISMISSED),
    "PatientPhoneUsePhonenumberTable": "0", "EnterpriseExactMatchPhone": "0",
    "EnterpriseExactMatchPhoneNumDigits": "10", "PatientSelectUseFNameForPreferred": "1",
    "LanguagesUsedByPatients": "eng,spa,Plattdeutsch", "EasyNoClinics": "1",
    "WebSchedNewPatApptDoubleBooking": "1", "WebSchedExistingPatDoubleBooking": "1",
    "WebSchedRecallDoubleBooking": "0"}
