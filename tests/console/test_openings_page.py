"""The openings of a day, and why the others are none."""

from datetime import date, datetime

import pytest

from ivr.console.why import day_of
from ivr.office.openings import openings
from ivr.office.records import Patient
from ivr.office.requests import ClaimOpening, FindOpenings

DAY = "/console/openings?kind={kind}&day={day}"


def seen(browser, kind="cleaning", day="2026-03-05"):
    return browser.get(DAY.format(kind=kind, day=day)).text


@pytest.mark.parametrize("kind", ["cleaning", "checkup", "filling", "crown", "toothache"])
def test_what_is_offered_is_what_callers_are_offered(still, reader, kind):
    answers = still.line.lookups._answers
    asked = FindOpenings(Patient(0, "", ""), {}, reason=kind)
    sheet = answers.sheet(date(2026, 3, 9))
    offered = [each for each in openings(sheet, answers.wanted(asked), answers.now()) if each.starts_at.date() == date(2026, 3, 11)]
    assert seen(reader, kind, "2026-03-11").count("Offered") == len(offered) > 0


@pytest.mark.parametrize(("day", "why"), [
    ("2026-03-07", "no opening hours on this weekday"), ("2026-03-01", "The day has passed"), ("2026-08-03", "60 days ahead and no further"),
])
def test_a_day_without_openings_says_why(reader, day, why):
    assert why in seen(reader, day=day)


def test_today_what_has_passed_and_what_is_too_soon_are_told_apart(reader):
    text = seen(reader, day="2026-03-02")
    assert "has passed" in text
    assert "too soon" in text


def test_a_visit_in_the_way_is_named_by_its_time_and_not_by_whose_it_is(line, dana):
    line.office.staff_book(1, datetime(2026, 3, 5, 14, 0), 3, 3)
    text = seen(dana)
    assert "has a visit 2:00 PM-" in text
    assert "Lopez" not in text


def test_a_blockout_in_the_way_is_named(line, dana):
    line.office.staff_block(datetime(2026, 3, 5, 8, 0), datetime(2026, 3, 5, 17, 0), (), "Lunch")
    assert "Lunch 8:00 AM-5:00 PM" in seen(dana)


def test_an_opening_another_caller_is_being_asked_about_is_not_offered(line, dana):
    answers = line.line.lookups._answers
    asked = FindOpenings(Patient(0, "", ""), {}, reason="cleaning")
    opening = next(each for each in openings(answers.sheet(date(2026, 3, 2)), answers.wanted(asked), answers.now())
                   if each.starts_at.date() == date(2026, 3, 5))
    answers.answer(ClaimOpening(Patient(771, "", ""), opening), "CA1")
    assert "a caller is being asked about it" in seen(dana)


def test_an_office_that_does_not_answer_is_said_so(line, dana):
    line.office.faults.add("down:")
    page = dana.get(DAY.format(kind="cleaning", day="2026-03-05"))
    assert (page.status, "does not answer now" in page.text) == (503, True)


@pytest.mark.parametrize("query", ["", "kind=nonsense", "day=nonsense", "day=9999-12-31", "day=0001-01-01"])
def test_whatever_is_asked_for_a_page_answers(reader, query):
    assert reader.get(f"/console/openings?{query}").status == 200


@pytest.mark.parametrize("kind", ["cleaning", "crown", "toothache"])
@pytest.mark.parametrize("day", range(2, 7))
def test_no_start_is_left_without_a_reason(still, kind, day):
    answers, day = still.line.lookups._answers, date(2026, 3, day)
    wanted = answers.wanted(FindOpenings(Patient(0, "", ""), {}, reason=kind))
    found = day_of(day, answers.book.day_sheet(day, day), wanted, answers.now(), {})
    assert found.rows
    assert all(cell.why for row in found.rows for cell in row.cells if cell.opening is None)
