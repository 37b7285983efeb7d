"""The final check before a write."""

from datetime import datetime

import pytest

from ivr.office.openings import still_free
from ivr.office.records import Opening, Visit


def at(hour, minute=0):
    return datetime(2026, 3, 2, hour, minute)


def visit(starts_at, minutes, provider=1, operatory=1, status="Scheduled", patient=9, number=1, hygienist=0):
    return Visit(number, patient, status, starts_at, "X" * (minutes // 5), provider, hygienist, operatory)


NINE = Opening(at(9), 30, 1, 1)
MORNING = [(at(8), at(12))]


@pytest.mark.parametrize(("slots", "free"), [
    (MORNING, True),
    ([(at(9), at(9, 30))], True),
    ([(at(9), at(9, 25))], False),
    ([(at(9, 5), at(12))], False),
    ([(at(8), at(9, 10)), (at(9, 10), at(12))], True),
    ([(at(8), at(9, 10)), (at(9, 15), at(12))], False),
    ([], False),
])
def test_it_must_lie_wholly_inside_what_the_office_calls_open(slots, free):
    assert still_free(NINE, slots, [], patient=7) is free


@pytest.mark.parametrize(("stands", "free"), [
    (visit(at(9, 25), 30, provider=2), False),
    (visit(at(8, 30), 35, provider=2), False),
    (visit(at(9, 30), 30), True),
    (visit(at(8, 30), 30), True),
    (visit(at(9), 30, operatory=2), False),
    (visit(at(9), 30, provider=2, operatory=2, hygienist=1), False),
    (visit(at(9), 30, provider=2, operatory=2), True),
    (visit(at(9), 30, provider=2, operatory=2, patient=7), False),
    (visit(at(9), 30, provider=2, operatory=2, patient=7, status="Broken"), True),
    (visit(at(9), 30, operatory=0, status="UnschedList"), True),
    (visit(at(9), 30, operatory=0, status="Planned", patient=7), True),
    (visit(at(9), 30, provider=2, status="Broken"), False),
    (visit(at(9), 30, provider=2, status="Complete"), False),
])
def test_no_visit_of_the_chair_the_provider_or_the_patient_may_touch_it(stands, free):
    assert still_free(NINE, MORNING, [stands], patient=7) is free


def test_a_visit_may_be_moved_into_part_of_its_own_time():
    own = visit(at(9, 10), 30, patient=7, number=5)
    around = [(at(8), at(9, 10)), (at(9, 40), at(12))]
    assert still_free(NINE, around, [own], patient=7, ignoring=5)
    assert not still_free(NINE, around, [own], patient=7)


def test_the_time_it_takes_of_one_provider_is_not_open_for_another():
    own = visit(at(9, 10), 30, provider=2, patient=7, number=5)
    assert not still_free(NINE, [(at(8), at(9, 10)), (at(9, 40), at(12))], [own], patient=7, ignoring=5)
