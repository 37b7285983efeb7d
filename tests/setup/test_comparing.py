"""Slots that deny what schedules and appointments show as free are found out."""

from datetime import datetime, time, timedelta

import pytest

from ivr.setup.comparing import Compared, agreement, compared
from tests.setup.conftest import NINE, NOW


def deny(office, providers):
    """Notes without a chair: Slots take them for the provider's time, though they stand nowhere on the book."""
    for day in range(15):
        for provider in providers:
            at = datetime.combine(NINE.date() + timedelta(days=day), time(6))
            office.simulated.staff_book(1, at, operatory=0, provider=provider, AptStatus="PtNote", Pattern="X" * 150)


def test_every_opening_of_the_sample_office_is_one_of_slots_too(office, practice):
    found = compared(practice, office.book, NOW)
    assert found.confirmed == found.openings > 0


def test_slots_that_are_always_empty_confirm_nothing(office, practice):
    deny(office, (1, 2, 3, 4, 5))
    found = compared(practice, office.book, NOW)
    assert found.confirmed == 0 < found.openings


def test_slots_of_one_provider_that_are_empty_confirm_the_others(office, practice):
    deny(office, (1,))
    found = compared(practice, office.book, NOW)
    assert 0 < found.confirmed < found.openings


def test_only_a_few_are_asked_for_and_each_provider_first(office, practice):
    compared(practice, office.book, NOW)
    asked = [served.params for served in office.simulated.requests if served.path == "/appointments/Slots"]
    assert {int(params["ProvNum"]) for params in asked} == {1, 2, 3, 4, 5}
    assert len({(params["ProvNum"], params.get("OpNum")) for params in asked}) <= 7


@pytest.mark.parametrize(("found", "checked", "level"), [
    (Compared(6, 40, 40), True, "OK"), (Compared(6, 40, 0), True, "FAIL"), (Compared(6, 40, 12), True, "WARN"),
    (Compared(6, 40, 0), False, "OK"), (Compared(0, 0, 0), True, "WARN")])
def test_how_much_agreement_is_wanted(found, checked, level):
    assert [each.level for each in agreement(found, checked)] == [level]


def test_the_counts_and_the_switch_are_told():
    finding, = agreement(Compared(6, 40, 0), True)
    assert finding.found.startswith("0 of 40 openings computed from schedules and appointments")
    assert "slots = false under [checks]" in finding.remedy
