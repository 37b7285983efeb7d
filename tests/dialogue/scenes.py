"""Where calls take place that need another practice, another hour or another book than the sample's."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ivr.settings import SAMPLE_PRACTICE
from ivr.simulator.rows import Recall
from tests.stage import Stage

MARIA, TOM, ELLA, EMMA = 1, 4, 6, 7


def practice(folder, change):
    path = folder / "practice.toml"
    path.write_text(change(SAMPLE_PRACTICE.read_text(encoding="utf-8")), encoding="utf-8")
    return str(path)


def usual(folder):
    return Stage(folder)


def at_night(folder):
    return Stage(folder, now="2026-03-02T22:00")


def always_closed(folder):
    """Open on Mondays, and closed on every Monday of the year to come."""
    mondays = (date(2026, 3, 2) + timedelta(weeks=week) for week in range(54))
    closed = "".join(f'\n[[closed]]\ndate = {monday}\nreason = {{ en = "renovation", es = "obras" }}\n' for monday in mondays)
    return Stage(folder, practice=practice(folder, lambda text: re.sub(r"(?m)^(tue|wed|thu|fri) = .*\n", "", text) + closed))


def adults_for_adults(folder):
    """The practice lets one adult speak for another."""
    return Stage(folder, practice=practice(folder, lambda text: text.replace("other_adults = false", "other_adults = true")))


def names_alike(folder):
    """The twins are Elena and Ellen."""
    stage = Stage(folder)
    for child, name in ((ELLA, "Elena"), (EMMA, "Ellen")):
        stage.office.staff_edit({"action": "patient", "PatNum": child, "FName": name})
    return stage


def two_visits_today(folder):
    stage = Stage(folder)
    [visit] = [row for row in stage.office.book() if row["patient"] == "Tom Reed" and row["AptDateTime"].date() == stage.now.date()]
    stage.office.staff_book(TOM, visit["AptDateTime"] + timedelta(hours=1), 1, 1, AppointmentTypeNum=2)
    return stage


def a_visit_of_no_kind(folder):
    stage = Stage(folder)
    stage.office.staff_book(MARIA, stage.now + timedelta(days=2), 1, 1)
    return stage


def crowns_by_the_desk(folder):
    return Stage(folder, practice=practice(folder, lambda text: text.replace('write = "ask"', 'write = "message"')))


def none_for_new_patients(folder):
    return Stage(folder, practice=practice(folder, lambda text: text.replace("new_patients = true", "new_patients = false")))


def recalls(folder, due=date(2026, 4, 20)):
    """Maria's next cleaning is due on April 20."""
    stage = Stage(folder, practice=practice(folder, lambda text: text.replace('name = "cleaning"\n', 'name = "cleaning"\nrecall_types = [1]\n')))
    stage.office.tables.recalls[9001] = Recall(9001, MARIA, due, due - timedelta(days=182), "6m1d", 1)
    return stage


def overdue(folder):
    return recalls(folder, due=date(2026, 2, 20))


def nothing_regular(folder):
    """No kind of visit is done again and again."""
    return Stage(folder, practice=practice(folder, lambda text: text.replace("hygiene = true\ndentist = 1\n", "")))


def a_planned_filling(folder):
    """Planned for Maria, as a treatment plan has it."""
    stage = Stage(folder)
    planned = next(row for row in stage.office.appointments.values() if row.AptStatus == "Planned").copy()
    planned.AptNum, planned.PatNum, planned.AppointmentTypeNum = 8001, MARIA, 3
    stage.office.appointments[8001] = planned
    return stage


def texts(folder):
    """The line can send texts, and nobody has asked Maria yet whether she may be sent any; what is sent goes nowhere."""
    stage = Stage(folder, environment={"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_API_URL": "http://127.0.0.1:9"})
    stage.office.tables.patients[MARIA].TxtMsgOk = "Unknown"
    return stage


def nothing_written(folder):
    return Stage(folder, environment={"DRY_RUN": "true"})


def spanish_first(folder):
    return Stage(folder, practice=practice(folder, lambda text: text.replace('["en", "es"]', '["es", "en"]')))


SCENES = {scene.__name__.replace("_", " "): scene for scene in (
    usual, at_night, always_closed, adults_for_adults, names_alike, two_visits_today, a_visit_of_no_kind, crowns_by_the_desk,
    none_for_new_patients, nothing_written, recalls, overdue, nothing_regular, a_planned_filling, texts, spanish_first)}
