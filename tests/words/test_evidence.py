"""What a caller said, and whose chart it points at: one person misheard, or another person."""

from datetime import date

import pytest

from ivr.office.records import Patient
from ivr.speech.evidence import evidence, pointed_at, proven
from ivr.speech.same_birth import birth_fits

MARIA = Patient(1, "Maria", "Lopez", birthdate=date(1982, 7, 15))
CHARLES = Patient(2, "Charles", "Ortiz-Diaz", preferred="Trey", birthdate=date(1950, 3, 13))
NOBODY_KNOWS = Patient(3, "Ann", "Gray")
ELLA, EMMA = (Patient(4 + n, first, "Novak", birthdate=date(2015, 5, 20)) for n, first in enumerate(("Ella", "Emma")))
OLDER, YOUNGER = Patient(6, "Noah", "Reed", birthdate=date(2012, 5, 20)), Patient(7, "Liam", "Reed", birthdate=date(2015, 5, 20))

MISHEARD = [
    ("1982-07-15", "1983-07-15", "a digit of the year"), ("1982-07-15", "1992-07-15", "a decade"),
    ("1978-07-15", "1987-07-15", "the year's last digits swapped"), ("1905-07-15", "2005-07-15", "the century"),
    ("1950-07-15", "1915-07-15", "fifty for fifteen"), ("1982-07-04", "1982-04-07", "day and month swapped"),
    ("1982-07-13", "1982-07-30", "thirtieth for thirteenth"), ("1982-07-12", "1982-07-21", "the day's digits swapped"),
    ("1982-07-06", "1982-07-16", "sixteenth for sixth"), ("1982-07-21", "1982-07-01", "first for twenty first"),
    ("1982-07-15", "1982-06-15", "June for July"), ("1982-03-15", "1982-05-15", "May for March"),
    ("1982-09-15", "1982-12-15", "December for September"),
]
ANOTHERS = [
    ("1982-07-15", "1982-09-15", "another month"), ("1982-07-15", "1964-07-15", "another year"), ("1982-07-15", "1982-07-28", "another day"),
    ("1982-07-15", "1983-07-16", "day and year both"), ("1982-07-15", "1983-06-15", "month and year both"),
    ("1950-03-12", "1978-03-12", "father and son"), ("1982-07-04", "1983-04-07", "swapped, and another year"),
    ("1982-01-15", "1982-10-28", "month and day both"),
]


@pytest.mark.parametrize(("own", "said"), [case[:2] for case in MISHEARD], ids=[case[2] for case in MISHEARD])
def test_a_date_damaged_once_is_plausible(own, said):
    assert birth_fits(date.fromisoformat(said), date.fromisoformat(own)) == 1


@pytest.mark.parametrize(("own", "said"), [case[:2] for case in ANOTHERS], ids=[case[2] for case in ANOTHERS])
def test_a_date_that_differs_more_is_anothers(own, said):
    assert birth_fits(date.fromisoformat(said), date.fromisoformat(own)) == 0


def test_no_date_but_the_same_is_the_same():
    assert birth_fits(date(1982, 7, 15), date(1982, 7, 15)) == 2


@pytest.mark.parametrize(("said", "patient", "weight"), [
    ({"birthdate": "1982-07-15", "first": "Maria", "last": "Lopez"}, MARIA, 2),
    ({"birthdate": "1982-07-15"}, MARIA, 2),
    ({"birthdate": "1983-07-15"}, MARIA, 1),
    ({"birthdate": "1983-07-15", "first": "Maria", "last": "Lopez"}, MARIA, 1),
    ({"birthdate": "1982-07-15", "first": "Mariah", "last": "Lopez"}, MARIA, 1),
    ({"birthdate": "1982-07-15", "first": "Maria", "last": "Lopes"}, MARIA, 1),
    ({"birthdate": "1982-07-15", "first": "Maria", "last": "Gomez"}, MARIA, 0),
    ({"birthdate": "1982-07-15", "first": "John", "last": "Lopez"}, MARIA, 0),
    ({"birthdate": "1983-07-15", "first": "Maria", "last": "Lopes"}, MARIA, 0),
    ({"birthdate": "1964-07-15", "first": "Maria", "last": "Lopez"}, MARIA, 0),
    ({"birthdate": "1982-07-15", "first": "Maria", "last_keys": "56739"}, MARIA, 2),
    ({"birthdate": "1982-07-15", "first": "Maria", "last_keys": "46639"}, MARIA, 0),
    ({"birthdate": "1950-03-13", "first": "Trey", "last": "ortiz diaz"}, CHARLES, 2),
    ({"birthdate": "1950-03-30", "first": "Chuck", "last": "Ortiz Diaz"}, CHARLES, 1),
    ({"birthdate": "1950-03-13", "first_keys": "8739", "last": "Ortiz-Diaz"}, CHARLES, 2),
    ({"birthdate": "1982-07-15"}, NOBODY_KNOWS, 0),
    ({}, MARIA, 0),
    ({"spelled": ["last"], "again": True}, MARIA, 0),
])
def test_what_was_said_weighs(said, patient, weight):
    assert evidence(patient, said) == weight


def test_it_points_at_the_one_whose_name_was_said():
    assert pointed_at([ELLA, EMMA], {"birthdate": "2015-05-20", "first": "Emma"}) == [EMMA]


def test_it_points_at_both_when_nothing_tells_them_apart():
    assert pointed_at([ELLA, EMMA], {"birthdate": "2015-05-20"}) == [ELLA, EMMA]


def test_a_name_points_at_the_brother_whose_year_was_misheard():
    assert pointed_at([OLDER, YOUNGER], {"birthdate": "2012-05-20", "first": "Liam"}) == [YOUNGER]


@pytest.mark.parametrize("said", [
    {"birthdate": "1983-07-15", "first": "Maria", "last": "Lopez"}, {"birthdate": "1982-07-15", "first": "Maria", "last": "Lopes"},
    {"birthdate": "1982-07-15", "first": "Maria"}, {"first": "Maria", "last": "Lopez"}, {"birthdate": "1982-07-15"}, {}])
def test_nothing_but_the_charts_own_date_and_full_name_is_proof(said):
    assert proven([MARIA], said) == []


def test_the_charts_own_date_and_full_name_are_proof():
    assert proven([MARIA, CHARLES], {"birthdate": "1982-07-15", "first": "Maria", "last": "López"}) == [MARIA]
