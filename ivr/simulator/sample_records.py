"""What the sample office's book leaves behind: recalls, commlogs, charged misses."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from .rows import Commlog, Procedure, Recall
from .tables import Tables

_SAID = ("Left a message about the next visit.", "Asked about the bill; mailed a statement.", "Confirmed by phone.",
         "Will call back about the crown.\r\nPrefers mornings.")


def charts(tables: Tables, chance: random.Random, today: date) -> None:
    patients = [row.PatNum for row in tables.patients.values() if row.PatStatus == "Patient"]
    for number, patient in enumerate(chance.sample(patients, 160), 1):
        due = today + timedelta(days=chance.randint(-200, 160))
        tables.recalls[number] = Recall(number, patient, due, due - timedelta(days=182), "6m1d",
                                        chance.choice((1, 1, 1, 2)), RecallStatus=chance.choice((0, 0, 132, 134)),
                                        DateTStamp=_at(due - timedelta(days=182)), reminders=chance.choice((0, 0, 1, 2)))
    for number in range(1, 121):
        _commlog(tables, chance, number, chance.choice(patients), today)
    for visit in [row for row in tables.appointments.values() if row.AptStatus == "Broken"][::3]:
        _miss(tables, visit.PatNum, visit.ProvNum, visit.AptDateTime.date())


def _at(day: date) -> datetime:
    return datetime.combine(day, time(11, 15))


def _commlog(tables: Tables, chance: random.Random, number: int, patient: int, today: date) -> None:
    at = datetime.combine(today - timedelta(days=chance.randint(1, 300)), time(chance.randint(8, 16), 40))
    tables.commlogs[number] = Commlog(number, patient, at, chance.choice((271, 272, 273, 274)), chance.choice(_SAID),
                                      chance.choice(("Phone", "Text", "Mail")), chance.choice(("Sent", "Received")),
                                      UserNum=1, DateTStamp=at, CommSource="User", DateTEntry=at)


def _miss(tables: Tables, patient: int, provider: int, day: date) -> None:
    code, number = tables.codes["D9986"], tables.next("procedures")
    tables.procedures[number] = Procedure(number, patient, 0, day, code.fee, "C", provider, code.CodeNum,
                                          code.ProcCode, code.Descript, DateTStamp=_at(day))
