"""Where calls take place that need another practice or another book than the sample's."""

from __future__ import annotations

from datetime import timedelta

from ivr.settings import SAMPLE_PRACTICE
from tests.stage import Stage

TOM, ELLA, EMMA = 4, 6, 7


def usual(folder):
    return Stage(folder)


def adults_for_adults(folder):
    """The practice lets one adult speak for another."""
    path = folder / "practice.toml"
    path.write_text(SAMPLE_PRACTICE.read_text(encoding="utf-8").replace("other_adults = false", "other_adults = true"), encoding="utf-8")
    return Stage(folder, practice=str(path))


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


SCENES = {"usual": usual, "adults for adults": adults_for_adults, "names alike": names_alike, "two visits today": two_visits_today}
