"""What is read of an office only when a line is set up, typed."""

from tests.setup.conftest import NINE


def test_codes_are_read_by_type(office):
    assert office.inspection.codes()[1] == ("D0120", "D1110")


def test_an_office_too_old_to_tell_its_types_tells_no_codes(office):
    office.simulated.turn(program_version="22.4.9.0")
    assert office.inspection.codes() == {}


def test_providers_are_read_as_people(office):
    found = {each.number: each for each in office.inspection.staff()}
    assert (found[1].first, found[1].last, found[1].suffix, found[1].hygienist) == ("Ann", "Smith", "DDS", False)
    assert (found[3].hygienist, found[6].hidden, found[1].person) == (True, True, True)


def test_a_preferred_name_goes_before_the_first(office):
    office.simulated.tables.providers[1].PreferredName = "Annie"
    assert office.inspection.staff()[0].first == "Annie"


def test_the_offices_clock_is_read(office):
    assert office.inspection.clock() == NINE


def test_permissions_are_named_as_the_vendor_does(office):
    assert {"ReadAll", "Comm", "Appointments"} <= office.inspection.permissions()
    assert "Queries" not in office.inspection.permissions()


def test_a_timetable_holds_no_visits(office):
    sheet = office.inspection.timetable(NINE.date(), NINE.date())
    assert sheet.shifts
    assert not sheet.visits
