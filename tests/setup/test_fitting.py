"""Whether a practice file fits the office is found out, and nothing is found where it does."""

from datetime import time, timedelta

import pytest

from ivr.practice import parse
from ivr.settings import SAMPLE_PRACTICE
from ivr.setup.fitting import fits, office_of, same_time, unknown, unknown_in_office
from tests.setup.conftest import NINE, NOW

SAMPLE = SAMPLE_PRACTICE.read_text(encoding="utf-8")


@pytest.fixture
def found(office):
    """What is found of the sample practice file after (old, new) replacements: (level, found)."""
    def find(*changes):
        practice = changed(*changes)
        return [(each.level, each.found) for each in fits(practice, office_of(office.book, practice, NOW), NOW)]
    return find


def changed(*changes):
    text = SAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return parse(text)


def test_the_sample_fits_its_office(found):
    assert found() == [("OK", "its providers, operatories, appointment types and blockouts are the office's")]


# --- what the office does not have -----------------------------------------------------------------------------------

STRANGERS = (("providers = [3, 4]", "providers = [3, 9]"), ("number = 4", "number = 9"),
             ("operatories = [1, 2, 5]", "operatories = [1, 12]"), ("appointment_type = 3", "appointment_type = 33"))


def test_what_the_office_does_not_have_is_named_with_its_visit(office):
    assert [str(each) for each in unknown_in_office(changed(*STRANGERS), office.book)] == [
        "provider 9 of the visit cleaning", "operatory 12 of the visit checkup", "appointment type 33 of the visit filling"]


def test_what_the_office_does_not_have_is_a_failure(found):
    assert ("FAIL", "Open Dental has no operatory 12 of the visit checkup") in found(*STRANGERS)


def test_a_provider_named_for_no_visit_is_looked_for_too(office):
    practice = changed(('[[provider]]\nnumber = 1', '[[provider]]\nnumber = 8\nspoken = "Doctor Who"\n[[provider]]\nnumber = 1'))
    assert [str(each) for each in unknown_in_office(practice, office.book)] == ["provider 8"]


def test_the_dentist_of_a_hygiene_visit_is_looked_for_too(office):
    practice = changed(("dentist = 1", "dentist = 8"), ('[[provider]]\nnumber = 1', '[[provider]]\nnumber = 8\nspoken = "X"\n[[provider]]\nnumber = 1'))
    assert [str(each) for each in unknown_in_office(practice, office.book)] == ["provider 8 of the visit cleaning"]


def test_nothing_is_unknown_in_the_office_the_sample_is_for(office, practice):
    assert unknown_in_office(practice, office.book) == []


def test_looking_for_what_the_office_does_not_have_costs_three_requests(office, practice):
    unknown_in_office(practice, office.book)
    assert [served.path for served in office.simulated.requests] == ["/providers", "/operatories", "/appointmenttypes"]


def test_types_an_old_office_does_not_tell_are_not_called_unknown(office, practice):
    assert unknown(practice, office.book.providers(), office.book.operatories(), []) == []


# --- what it hides, and what differs ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "number", "hidden"), [
    ("providers", 4, "provider 4 of the visit cleaning"), ("operatories", 4, "operatory 4 of the visit cleaning"),
    ("appointment_types", 4, "appointment type 4 of the visit crown")])
def test_what_the_office_hides_is_told(found, office, table, number, hidden):
    getattr(office.simulated.tables, table)[number].IsHidden = True
    assert found() == [("WARN", f"Open Dental hides {hidden}")]


def test_a_deleted_provider_counts_as_hidden(found, office):
    office.simulated.tables.providers[4].ProvStatus = "Deleted"
    assert found() == [("WARN", "Open Dental hides provider 4 of the visit cleaning")]


def test_another_length_than_the_types_is_told(found):
    assert found(("minutes = 90", "minutes = 60")) == [("WARN", "the visit crown takes 60 minutes, its appointment type 90")]


def test_a_type_without_a_length_of_its_own_is_no_difference(found, office):
    office.simulated.tables.appointment_types[4].Pattern = ""
    assert found()[0][0] == "OK"


def test_a_blockout_no_definition_names_is_told_with_those_there_are(found, office):
    changes = ('bookable_blockouts = ["Emergency"]', 'bookable_blockouts = ["Emergencies"]')
    assert found(changes) == [("WARN", 'the visit toothache may lie on "Emergencies", which is no blockout type of the office')]
    practice = changed(changes)
    remedies = [each.remedy for each in fits(practice, office_of(office.book, practice, NOW), NOW)]
    assert remedies == ["Write it as it stands in Open Dental's definitions: Lunch, Staff meeting, Emergency, Hygiene hold"]


def test_a_blockout_on_which_nothing_may_be_booked_is_told(found):
    assert found(('bookable_blockouts = ["Emergency"]', 'bookable_blockouts = ["Staff meeting"]')) == [
        ("WARN", 'the visit toothache may lie on "Staff meeting", on which Open Dental allows nothing (NS)')]


def test_a_web_schedulers_definition_it_does_not_have_is_a_failure_told_with_those_it_has(office):
    practice = changed(('write = "ask"', 'web_sched = 999'))
    finding, = fits(practice, office_of(office.book, practice, NOW), NOW)
    assert (finding.level, finding.found) == ("FAIL", "the web scheduler has no definition 999 for the visit crown")
    assert finding.remedy == "Name one it has: 421 New patient, 511 Checkup, 512 Cleaning"


def test_a_web_schedulers_definition_it_has_is_in_order(found):
    assert found(('write = "ask"', 'web_sched = 511'))[0][0] == "OK"


def test_a_blockout_the_office_keeps_for_a_type_is_room_for_its_visits(found, office):
    """Dr Kim has nothing but the Emergency blockouts left; the toothache's type may lie on them."""
    for row in office.simulated.tables.schedules.values():
        if row.SchedType == "Provider" and row.ProvNum == 5:
            row.StartTime, row.StopTime = time(11), time(12)
    only = ('providers = [1, 2, 5]\noperatories = [1, 2, 5, 6]\nappointment_type = 6\n', "providers = [5]\noperatories = [6]\nappointment_type = 6\n")
    nowhere = ('bookable_blockouts = ["Emergency"]\n', "")
    assert "the visit toothache fits nowhere within two weeks, even on an empty book" not in [text for _, text in found(only, nowhere)]


# --- what is never offered -------------------------------------------------------------------------------------------


def test_a_visit_whose_providers_never_work_in_its_chairs_is_told(found):
    assert found(("providers = [3, 4]\noperatories = [3, 4]", "providers = [3]\noperatories = [4]")) == [
        ("WARN", "nobody who gives the visit cleaning works in one of its operatories within two weeks")]


def test_a_visit_that_fits_into_no_ones_hours_is_told(found):
    assert ("WARN", "the visit crown fits nowhere within two weeks, even on an empty book") in found(("minutes = 90", "minutes = 600"))


def test_two_weeks_without_a_schedule_are_told_of_every_kind(found, office):
    office.simulated.tables.schedules.clear()
    assert len(found()) == 6


def test_a_provider_tied_to_no_chair_works_in_the_chairs_kept_for_them(found, office):
    for row in office.simulated.tables.schedules.values():
        if row.ProvNum == 4:
            row.operatories = ()
    assert found(("providers = [3, 4]\noperatories = [3, 4]", "providers = [4]\noperatories = [4]"))[0][0] == "OK"


# --- preferences -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("theirs", "ours", "told"), [("10", 10, False), ("15", 10, True), ("5", 10, False), ("10", 15, True), ("", 10, False)])
def test_starts_between_the_lines_of_the_book_are_told(found, office, theirs, ours, told):
    office.simulated.tables.preferences["AppointmentTimeIncrement"] = theirs
    levels = {level for level, _ in found(("increment_minutes = 10", f"increment_minutes = {ours}"))}
    assert levels == ({"WARN"} if told else {"OK"})


@pytest.mark.parametrize(("preference", "told"), [("0", True), ("1", True), ("2", False), ("3", False)])
def test_a_break_type_the_office_has_switched_off_is_told(found, office, preference, told):
    office.simulated.tables.preferences["BrokenApptProcedure"] = preference
    assert (found()[0][0] == "WARN") == told


# --- clocks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "level"), [(0, "OK"), (2, "OK"), (-2, "OK"), (5, "WARN"), (-19, "WARN"), (30, "FAIL"), (-60, "FAIL")])
def test_the_offices_clock_is_compared_with_the_practices_zone(practice, minutes, level):
    assert same_time(practice, NINE + timedelta(minutes=minutes), NOW).level == level


def test_a_wrong_zone_is_told_with_the_difference():
    practice = changed(('timezone = "America/Chicago"', 'timezone = "America/Denver"'))
    assert same_time(practice, NINE, NOW).found == "the office's clock is 60 minutes ahead of America/Denver"


def test_an_office_that_does_not_tell_its_time_is_no_failure(practice):
    assert same_time(practice, None, NOW).level == "WARN"
