"""Tables that hardly change, read at most once an hour."""

import threading

import pytest

from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Unreachable
from ivr.opendental.reference import Reference
from tests.opendental.desk import KEYS

CHAIR = {"OperatoryNum": 3, "OpName": "A"}


@pytest.fixture
def hour(desk, at_once):
    clock = [0.0]
    reference = Reference(OpenDental([desk.url], *KEYS), clock=lambda: clock[0])

    def at(seconds):
        clock[0] = seconds
        return reference

    return at


def test_a_table_is_read_once_an_hour(hour, desk):
    desk.always = ([CHAIR], 200)
    for seconds, requests in ((0, 1), (3599, 1), (3600, 2), (7000, 2)):
        assert [chair.name for chair in hour(seconds).operatories()] == ["A"]
        assert len(desk.asked) == requests


def test_threads_that_ask_at_once_share_one_reading(hour, desk):
    desk.always = ([CHAIR], 200)
    threads = [threading.Thread(target=hour(0).operatories) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.asked) == 1


def test_what_was_read_before_serves_while_the_office_cannot_be_asked(hour, desk):
    """And the office is not asked again before a minute is over."""
    desk.answers([CHAIR])
    desk.always = ("", 500)
    hour(0).operatories()
    assert [chair.name for chair in hour(3600).operatories()] == ["A"]
    asked = len(desk.asked)
    assert [chair.name for chair in hour(3659).operatories()] == ["A"]
    assert len(desk.asked) == asked
    hour(3660).operatories()
    assert len(desk.asked) > asked


def test_nothing_serves_for_what_was_never_read(hour, desk):
    desk.always = ("", 500)
    with pytest.raises(Unreachable):
        hour(0).operatories()


def test_definitions_of_other_categories_and_hidden_ones_are_dropped(hour, desk):
    """Some versions answer a category they do not understand with all of them."""
    desk.always = ([{"DefNum": 1, "ItemName": "Lunch", "ItemValue": "NS", "Category": 25, "isHidden": "false"},
                    {"DefNum": 2, "ItemName": "Old", "ItemValue": "", "Category": 25, "isHidden": "true"},
                    {"DefNum": 3, "ItemName": "Cash", "ItemValue": "", "Category": 4, "isHidden": "false"}], 200)
    assert hour(0).definitions(25) == [(1, "Lunch", "NS")]


@pytest.mark.parametrize(("answer", "value"), [
    (([{"PrefName": "ProgramVersion", "ValueString": "25.4.48.0"}], 200), "25.4.48.0"),
    (([{"PrefName": "Another", "ValueString": "1"}, {"PrefName": "ProgramVersion", "ValueString": "25.4"}], 200), "25.4"),
    (([{"PrefName": "Another", "ValueString": "1"}], 200), None),
    (([], 200), None), (("no", 404), None), (("no", 401), None), (("no", 400), None),
])
def test_a_preference_the_office_does_not_show_is_none(hour, desk, answer, value):
    desk.always = answer
    assert hour(0).preference("ProgramVersion") == value
