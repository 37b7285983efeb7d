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


def recalls(folder):
    """Maria's next cleaning is due on April 20."""
    stage = Stage(folder, practice=practice(folder, lambda text: text.replace('name = "cleaning"\n', 'name = "cleaning"\nrecall_types = [1]\n')))
    due = date(2026, 4, 20)
    stage.office.tables.recalls[9001] = Recall(9001, MARIA, due, due - timedelta(days=182), "6m1d", 1)
    return stage


def spanish_first(folder):
    return Stage(folder, practice=practice(folder, lambda text: text.replace('["en", "es"]', '["es", "en"]')))


SCENES = {scene.__name__.replace("_", " "): scene for scene in (
    usual, at_night, always_closed, adults_for_adults, names_alike, two_visits_today, a_visit_of_no_kind, crowns_by_the_desk,
    none_for_new_patients, recalls, spanish_first)}
