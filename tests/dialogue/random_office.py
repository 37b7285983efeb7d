"""An office that answers whatever it may, at random: what it is asked, and one of the answers there are to that."""

from datetime import date, datetime, timedelta

from ivr.dialogue.effects import Refusal
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import (
    BookVisit,
    CancelVisit,
    Charts,
    ClaimOpening,
    ConfirmVisit,
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
    HurryVisit,
    Kind,
    LeaveMessage,
    MoveVisit,
    Notice,
    Offer,
    Outcome,
    RegisterPatient,
    TellLate,
    TextVisit,
    Waiting,
)

DAY = datetime(2026, 3, 5, 9, 0)
BORN = [date(1982, 7, 15), date(2015, 5, 20), date(1970, 11, 6)]
PATIENTS = [Patient(1, "Maria", "Lopez", birthdate=BORN[0]), Patient(2, "Ella", "Novak", birthdate=BORN[1]),
            Patient(3, "Emma", "Novak", birthdate=BORN[1]), Patient(4, "Marcus", "Bell", birthdate=BORN[2]),
            Patient(5, "Ana", "Lopez", birthdate=BORN[1]), Patient(6, "Anna", "Lopez", birthdate=BORN[1])]
OPENINGS = [Opening(DAY + timedelta(hours=n), 60, 3, 3) for n in range(5)]
VISITS = [Visit(10 + n, 1, "Scheduled", DAY + timedelta(days=n), "X" * 12, 1, 3, 3, hygiene=True, kind="cleaning") for n in range(3)]


def some(chance, of, most, least=0):
    return chance.sample(of, chance.randint(least, most))


# What the office may answer, by what it is asked.
ANSWERS = {
    FindCallers: lambda chance: some(chance, PATIENTS, 3),
    FindCharts: lambda chance: Charts(tuple(some(chance, PATIENTS, 3)), by_phone=False),
    FindVisits: lambda chance: some(chance, VISITS, 3),
    FindMovable: lambda chance: some(chance, VISITS, 3, 1) if chance.random() < 0.7 else Refusal("none"),
    FindKind: lambda chance: Kind("cleaning", chance.choice([0, 10])) if chance.random() < 0.8 else Refusal("message"),
    FindNotice: lambda chance: Notice(chance.random() < 0.5),
    FindOpenings: lambda chance: Offer(tuple(sorted(some(chance, OPENINGS, 3, 1))), chance.random() < 0.5) if chance.random() < 0.8 else
    Refusal("none"),
    ClaimOpening: lambda chance: chance.choice([True, True, Refusal("taken", {"taken": ["2026-03-05T09:00:00"]})]),
    FindFirstKind: lambda chance: chance.choice([Kind("cleaning"), Kind("cleaning"), Refusal("none")]),
    FindAlike: lambda chance: some(chance, PATIENTS, 2),
    FindGuarantor: lambda chance: chance.choice([0, 1]),
    FindMissed: lambda chance: some(chance, VISITS, 3, 1) if chance.random() < 0.7 else Refusal("none"),
    FindWaiting: lambda chance: Waiting(tuple(some(chance, VISITS, 2)), tuple(some(chance, VISITS, 2))),
    FindDue: lambda chance: chance.choice([Refusal("none"), Due("cleaning", chance.choice([None, date(2026, 4, 20)]), chance.random() < 0.5,
                                                                chance.choice([None, *VISITS]))]),
    FindTexting: lambda chance: chance.random() < 0.5,
    FindToday: lambda chance: some(chance, VISITS, 3, 1) if chance.random() < 0.7 else Refusal("none"),
    FindAccepted: lambda chance: 21,
    FindFamily: lambda chance: Family(chance.random() < 0.3, tuple(some(chance, PATIENTS, 3)), chance.random() < 0.5),
    FindDesk: lambda chance: Desk(chance.choice(["", "+12175550100"]), chance.random() < 0.5),
}


REFUSALS = {BookVisit: ("taken", "failed"), MoveVisit: ("taken", "changed", "failed"), CancelVisit: ("changed", "failed"),
            ConfirmVisit: ("changed", "failed"), HurryVisit: ("changed", "failed"), TellLate: ("failed",), TextVisit: ("failed",)}


def answer(chance, request, lasting):
    if isinstance(request, LeaveMessage):
        return Outcome(True)
    if isinstance(request, RegisterPatient):
        return chance.choice([Outcome(True, patient=PATIENTS[0]), Outcome(False), Refusal("failed")])
    if lasting:
        refusal = Refusal(chance.choice(REFUSALS[type(request)]))
        return chance.choice([Outcome(True, chance.choice(VISITS)), Outcome(True, chance.choice(VISITS)), Outcome(False), refusal])
    return Refusal("failed") if chance.random() < 0.1 else ANSWERS[type(request)](chance)
