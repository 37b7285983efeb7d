"""How the line is doing: pictures, and the same numbers as tables."""

import re

import pytest
from sqlalchemy import delete, update

from ivr.store.schema import calls, replies
from tests.console.acting import CROWN, call

PICTURES = ("hours", "outcomes", "turns", "silence", "misses", "office")


def rows(page, picture):
    """The table beside a picture: {name: number}."""
    found = page.html.partition(f'id="{picture}-title"')[2].partition("</figure>")[0]
    return {name: int(number) for name, number in re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td>', found)}


@pytest.fixture
def figures(line, dana):
    """After one call in which one answer was not understood."""
    call(line, CROWN[0], "purple monkey dishwasher", *CROWN[1:])
    return dana.get("/console/figures?days=1")


def test_every_picture_has_a_table_that_says_the_same(figures):
    assert (figures.html.count("<figure>"), figures.html.count("The same as a table")) == (6, 6)
    assert figures.html.count("<svg") == 6


def test_calls_are_counted_by_hour_and_outcome(figures):
    assert sum(rows(figures, "hours").values()) == 1
    assert rows(figures, "outcomes") == {"Booked, pending": 1}


def test_turns_and_silences_are_counted(figures):
    assert sum(rows(figures, "turns").values()) == 1
    assert sum(rows(figures, "silence").values()) >= len(CROWN) + 2


def test_a_question_whose_answer_was_not_understood_is_named(figures):
    assert list(rows(figures, "misses").values()) == [1]


def test_a_day_that_is_over_is_counted_once_and_outlives_its_calls(line, dana):
    call(line, *CROWN)
    with line.line.database.begin() as connection:
        for table, column in ((calls, "started_at"), (replies, "at")):
            connection.execute(update(table).values({column: table.c[column] - 2 * 86400}))
    first = dana.get("/console/figures?days=7")
    shown = {picture: rows(first, picture) for picture in PICTURES}
    with line.line.database.begin() as connection:
        connection.execute(delete(replies))
        connection.execute(delete(calls))
    again = dana.get("/console/figures?days=7")
    assert {picture: rows(again, picture) for picture in PICTURES} == shown
    assert sum(shown["hours"].values()) == 1


def test_today_is_counted_anew(line, dana):
    call(line, *CROWN)
    dana.get("/console/figures?days=1")
    call(line, *CROWN)
    assert sum(rows(dana.get("/console/figures?days=1"), "hours").values()) == 2


@pytest.mark.parametrize("query", ["days=0", "days=x", "days=365", "days=30&day=2026-01-01", "day=nonsense", "day=9999-12-31", "day=2000-01-01"])
def test_whatever_is_asked_for_a_page_answers(reader, query):
    assert reader.get(f"/console/figures?{query}").status == 200
