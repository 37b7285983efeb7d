"""The book, over real HTTP, of the simulated office; and of one that ignores every filter."""

import random
from datetime import date, datetime, time, timedelta

import pytest

from ivr.office.openings import Wanted, openings, still_free
from ivr.office.records import Opening
from ivr.opendental.book import Book
from ivr.opendental.errors import Garbled, Missing, OfficeError, Rejected
from ivr.simulator.sample import LUIS, MARCUS, MARIA, NINA, OLGA, PETRA, SUSAN
from ivr.simulator.sample_rooms import KIM, LEE, PATEL, SMITH
from ivr.simulator.sample_schedules import holiday
from tests.opendental.conftest import TODAY
from tests.opendental.test_rows import APPOINTMENT, PATIENT

TOMORROW = TODAY + timedelta(days=1)
FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture
def place(simulated):
    return simulated()


@pytest.fixture
def book(client):
    return Book(client)


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute))


def written(place):
    """(method, path, body) of every write the office has seen."""
    return [(each.method, each.path, each.body) for each in place.office.requests if each.method != "GET"]


# --- patients --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("known", [MARIA, MARCUS, SUSAN, OLGA], ids=lambda known: known.name)
def test_a_caller_is_found_however_their_number_is_written(place, known):
    for phone in (known.digits, f"+1{known.digits}"):
        assert [(p.number, p.birthdate) for p in place.book.patients_by_phone(phone)] == [(known.PatNum, known.born)]


def test_a_family_of_one_phone_is_found_together(place):
    assert {p.first for p in place.book.patients_by_phone(PETRA.digits)} == {"Petra", "Ella", "Emma"}


@pytest.mark.parametrize("phone", ["", "anonymous", "5550142", "+442079460958", "0142"])
def test_a_number_that_is_none_finds_nobody_and_asks_nobody(book, desk, phone):
    desk.always = ([PATIENT], 200)
    assert book.patients_by_phone(phone) == []
    assert desk.asked == []


@pytest.mark.parametrize("changes", [
    {"WirelessPhone": "217-555-0142-77"}, {"WirelessPhone": "12175550143"}, {"WirelessPhone": ""}, {"PatStatus": "Deleted"},
    {"PatStatus": "Archived"}, {"PatStatus": "Deceased"}, {"PatStatus": "NonPatient"},
])
def test_who_has_another_number_or_is_gone_is_not_found(book, desk, changes):
    desk.always = ([PATIENT | changes], 200)
    assert book.patients_by_phone("2175550142") == []


@pytest.mark.parametrize("status", ["Patient", "Inactive", "Prospective"])
def test_who_may_come_again_is_found(book, desk, status):
    desk.always = ([PATIENT | {"PatStatus": status}], 200)
    assert len(book.patients_by_phone("2175550142")) == 1


def test_patients_are_found_by_their_birth_date(place):
    found = place.book.patients_by_birthdate(date(2015, 5, 20))
    assert {"Ella", "Emma"} <= {p.first for p in found}
    assert {p.birthdate for p in found} == {date(2015, 5, 20)}
    assert [p.first for p in place.book.patients_by_birthdate(MARIA.born, "lop")] == ["Maria"]
    assert place.book.patients_by_birthdate(MARIA.born, "Lopes") == []


def test_a_filter_for_birth_dates_that_was_ignored_is_applied_again(book, desk):
    desk.always = ([PATIENT, PATIENT | {"PatNum": 5, "Birthdate": "1982-07-16"}, PATIENT | {"PatNum": 6, "LName": "Alvarez"}], 200)
    assert [p.number for p in book.patients_by_birthdate(date(1982, 7, 15), "Mora")] == [4]


@pytest.mark.parametrize("year", [1, 1879, 2101])
def test_a_year_that_open_dental_does_not_search_by_is_not_asked_about(book, desk, year):
    assert book.patients_by_birthdate(date(year, 7, 15)) == []
    assert desk.asked == []


# --- appointments ----------------------------------------------------------------------------------------------------

def test_a_patients_visits_from_a_day_on(place):
    found = place.book.visits(LUIS.PatNum, TODAY)
    assert [(v.patient, v.status) for v in found] == [(LUIS.PatNum, "Scheduled")] * 3
    assert place.book.visits(LUIS.PatNum, found[1].starts_at.date()) == found[1:]


@pytest.mark.parametrize("switch", ["empty", "404"])
def test_nobody_has_no_visits_whichever_way_the_office_says_so(simulated, switch):
    assert simulated(unknown_patient_visits=switch).book.visits(99_999, TODAY) == []


def test_parked_visits_are_the_latest_first_and_of_two_years(book, desk):
    old = TODAY - timedelta(days=731)
    rows = [APPOINTMENT | {"AptNum": n, "AptStatus": status, "AptDateTime": f"{day} 09:00:00"} for n, status, day in [
        (1, "UnschedList", "2025-05-01"), (2, "Broken", "2026-02-01"), (3, "Scheduled", "2026-02-03"), (4, "Broken", old)]]
    desk.always = (rows, 200)
    assert [v.number for v in book.parked(4, TODAY)] == [2, 1]


def test_the_parked_visits_of_the_sample_office(place):
    assert [v.status for v in place.book.parked(NINA.PatNum, TODAY)] == ["Broken", "UnschedList"]


def test_one_visit(place):
    number = place.book.visits(LUIS.PatNum, TODAY)[0].number
    assert place.book.visit(number).patient == LUIS.PatNum
    assert place.book.visit(99_999) is None


def test_another_visit_than_was_asked_for_is_garbled(book, desk):
    desk.always = (APPOINTMENT, 200)
    with pytest.raises(Garbled):
        book.visit(52)


def test_filters_for_appointments_that_were_ignored_are_applied_again(book, desk):
    rows = [APPOINTMENT, APPOINTMENT | {"AptNum": 52, "PatNum": 5}, APPOINTMENT | {"AptNum": 53, "AptDateTime": "2026-03-05 09:40:00"}]
    desk.always = (rows, 200)
    assert [v.number for v in book.visits(4, FRIDAY)] == [51]
    assert [v.number for v in book.day_visits(FRIDAY)] == [51, 52]


# --- the day sheet ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("mode", ["remote", "service"])
def test_a_day_sheet_holds_everything_on_the_book(simulated, mode):
    place = simulated(mode=mode)
    last = TODAY + timedelta(days=59)
    sheet, tables = place.book.day_sheet(TODAY, last), place.office.tables
    rows = [row for row in tables.schedules.values() if TODAY <= row.SchedDate <= last]
    assert len(sheet.shifts) == len([row for row in rows if row.SchedType == "Provider"])
    assert len(sheet.blockouts) == len([row for row in rows if row.SchedType in ("Blockout", "WebSchedASAP")])
    assert {v.number for v in sheet.visits} == {row.AptNum for row in tables.appointments.values()
                                                if TODAY <= row.AptDateTime.date() <= last}
    assert sheet.closed == {holiday(TODAY)}


def test_a_blockout_type_with_no_scheduling_is_never_bookable(place):
    never = {row.ItemName: "NS" in row.ItemValue.split(",") for row in place.office.tables.definitions if row.Category == 25}
    blockouts = [each for each in place.book.day_sheet(TODAY, FRIDAY).blockouts if each.kind]
    assert {each.never for each in blockouts} == {True, False}
    assert all(each.never is never[each.kind] for each in blockouts)


# --- Slots -----------------------------------------------------------------------------------------------------------

def test_open_blocks_are_those_of_the_provider_in_the_chair(book, desk):
    row = {"DateTimeStart": "2026-03-06 08:00:00", "DateTimeEnd": "2026-03-06 09:00:00", "ProvNum": 3, "OpNum": 3}
    desk.always = ([row, row | {"OpNum": 4}, row | {"ProvNum": 4}, row | {"DateTimeStart": "2026-03-07 08:00:00"}], 200)
    assert book.slots(3, 3, FRIDAY, 30) == [(at(FRIDAY, 8), at(FRIDAY, 9))]
    assert desk.asked[0].params == {"date": "2026-03-06", "lengthMinutes": "30", "ProvNum": "3", "OpNum": "3"}


def test_a_provider_whose_rows_name_no_chair_has_open_blocks_in_any(place):
    """Priya Patel on Fridays: asked for with a chair, Open Dental would answer that she is never free."""
    assert place.client.get("appointments/Slots", date=FRIDAY, ProvNum=PATEL, OpNum=4) == []
    assert place.book.slots(PATEL, 4, FRIDAY, 30)


def test_a_provider_tied_to_chairs_is_not_open_in_another(place):
    assert place.book.slots(LEE, 3, FRIDAY, 30)
    assert place.book.slots(LEE, 1, FRIDAY, 30) == []


@pytest.mark.parametrize("provider", [SMITH, LEE, PATEL, KIM])
def test_every_opening_passes_the_final_check_while_the_book_stands_still(place, provider):
    """Two computations, ours and the office's own, agree on every tenth opening of two weeks."""
    week = tuple((weekday, ((time(8), time(17)),)) for weekday in range(7))
    place_wanted = Wanted(30, (provider,), (), 10, 60, 60, place.office.zone, dict(week), chairs=tuple(place.book.operatories()))
    sheet = place.book.day_sheet(TODAY, TODAY + timedelta(days=14))
    found = openings(sheet, place_wanted, datetime(2026, 3, 2, 9, tzinfo=place.office.zone))
    some = random.Random(provider).sample(found, len(found) // 10)
    assert some
    for opening in some:
        day = opening.starts_at.date()
        slots = place.book.slots(opening.provider, opening.operatory, day, 30)
        assert still_free(opening, slots, place.book.day_visits(day), patient=0), opening


# --- writing ---------------------------------------------------------------------------------------------------------

def opening_of(place, provider, operatory, day=TOMORROW, minutes=30):
    start, _ = next(iter(place.book.slots(provider, operatory, day, minutes)))
    return Opening(start, minutes, operatory, provider)


def test_booking_is_one_post_in_which_every_field_is_said(place):
    opening = opening_of(place, LEE, 3)
    visit = place.book.create(patient=MARIA.PatNum, opening=opening, provider=SMITH, hygienist=LEE, hygiene=True, new_patient=False,
                              appointment_type=1, note="By telephone")
    assert written(place) == [("POST", "/appointments", {
        "PatNum": 1, "Op": 3, "AptDateTime": f"{opening.starts_at}", "AptStatus": "Scheduled", "Pattern": "XXXXXX", "ProvNum": SMITH,
        "ProvHyg": LEE, "IsHygiene": "true", "IsNewPatient": "false", "Confirmed": place.book.confirmed(), "Note": "By telephone",
        "AppointmentTypeNum": 1})]
    assert place.book.visit(visit.number) == visit
    assert (visit.starts_at, visit.minutes, visit.hygienist, visit.hygiene) == (opening.starts_at, 30, LEE, True)


def test_a_visit_is_moved_with_one_put_and_keeps_its_number_length_and_people(place):
    before = place.book.visits(LUIS.PatNum, TODAY)[0]
    opening = opening_of(place, before.provider, before.operatory)
    after = place.book.move(before, opening)
    assert [(method, path) for method, path, _ in written(place)] == [("PUT", f"/appointments/{before.number}")]
    assert (after.number, after.pattern, after.provider, after.hygienist) == (before.number, before.pattern, before.provider, before.hygienist)
    assert (after.status, after.starts_at, after.operatory) == ("Scheduled", opening.starts_at, opening.operatory)


def test_a_parked_visit_comes_back_with_one_put(place):
    for parked in place.book.parked(NINA.PatNum, TODAY):
        opening = opening_of(place, parked.provider, 4 if parked.provider == PATEL else 5, minutes=parked.minutes)
        back = place.book.move(parked, opening)
        assert (back.number, back.status, back.starts_at, back.operatory) == (parked.number, "Scheduled", opening.starts_at, opening.operatory)


@pytest.mark.parametrize(("provider", "hygienist", "hygiene", "goes_to", "people"), [
    (1, 3, True, 3, (1, 3)), (1, 3, True, 4, (1, 4)), (3, 3, True, 4, (4, 4)), (1, 3, False, 4, (1, 4)),
    (1, 3, False, 2, (2, 3)), (1, 0, False, 2, (2, 0)), (4, 0, False, 3, (3, 0)), (4, 0, True, 3, (3, 0)),
])
def test_only_whoever_sees_the_patient_changes_when_the_caller_agrees_to_another(place, provider, hygienist, hygiene, goes_to, people):
    """3 and 4 are hygienists; many offices leave IsHygiene false on hygiene visits."""
    made = place.office.staff_book(MARIA.PatNum, at(TOMORROW, 8), 3, provider, ProvHyg=hygienist, IsHygiene=hygiene)
    after = place.book.move(place.book.visit(made.AptNum), Opening(at(TOMORROW, 9), 30, 3, goes_to))
    assert (after.provider, after.hygienist) == people


def test_a_visit_moved_back_stands_as_it_stood(place):
    before = place.book.visits(LUIS.PatNum, TODAY)[0]
    place.book.move(before, opening_of(place, before.provider, before.operatory))
    place.book.move_back(before)
    assert place.book.visit(before.number) == before


def test_unscheduling_and_breaking_leave_the_visit_on_the_list(place):
    first, second, third = place.book.visits(LUIS.PatNum, TODAY)
    place.book.unschedule(first.number)
    place.book.break_visit(second.number)
    place.book.break_visit(third.number, "Cancelled")
    assert [body for _, _, body in written(place)] == [
        {"AptStatus": "UnschedList"}, {"sendToUnscheduledList": "true"}, {"sendToUnscheduledList": "true", "breakType": "Cancelled"}]
    assert {v.status for v in place.book.visits(LUIS.PatNum, TODAY)} == {"UnschedList"}


def test_a_break_type_the_office_has_switched_off_is_told_from_other_refusals(place):
    number = place.book.visits(LUIS.PatNum, TODAY)[0].number
    place.office.tables.preferences["BrokenApptProcedure"] = "0"
    with pytest.raises(Rejected) as caught:
        place.book.break_visit(number, "Cancelled")
    assert caught.value.reason == "break type"
    assert place.book.visit(number).status == "Scheduled"


def test_a_visit_that_is_not_scheduled_cannot_be_broken(place):
    with pytest.raises(Rejected):
        place.book.break_visit(place.book.parked(NINA.PatNum, TODAY)[0].number)
    with pytest.raises(Missing):
        place.book.break_visit(99_999)


def test_confirming_noting_and_wanting_it_sooner(place):
    visit = place.book.visits(LUIS.PatNum, TODAY)[0]
    place.book.confirm(visit.number)
    place.book.append_note(visit.number, "Running late")
    assert place.book.want_sooner(visit.number).number == visit.number
    row = place.office.appointments[visit.number]
    assert (row.Confirmed, row.Priority) == (place.book.confirmed(), "ASAP")
    assert "Running late" in row.Note
    place.book.confirm(visit.number, visit.confirmed)
    assert row.Confirmed == visit.confirmed


def test_a_planned_visit_becomes_one_on_the_book(place):
    planned = next(row for row in place.office.appointments.values() if row.AptStatus == "Planned")
    opening = opening_of(place, SMITH, 1)
    made = place.book.schedule_planned(planned.AptNum, opening, "By telephone")
    assert (made.planned_from, made.status, made.starts_at) == (planned.AptNum, "Scheduled", opening.starts_at)


def test_a_commlog_says_that_the_patient_called(place):
    place.book.comm_log(MARIA.PatNum, "Booked by telephone [mark]")
    row = next(row for row in place.office.tables.commlogs.values() if "[mark]" in row.Note)
    assert (row.PatNum, row.Mode_, row.SentOrReceived) == (MARIA.PatNum, "Phone", "Received")
    assert place.book.has_comm_log(MARIA.PatNum, "[mark]")
    assert not place.book.has_comm_log(MARCUS.PatNum, "[mark]")


def test_another_patients_commlog_is_none_of_this_one(book, desk):
    desk.always = ([{"CommlogNum": 1, "PatNum": 5, "Note": "[mark]"}], 200)
    assert book.has_comm_log(5, "[mark]")
    assert not book.has_comm_log(4, "[mark]")


@pytest.mark.parametrize("answer", ["", "null"])
def test_an_office_that_answers_a_write_with_nothing_is_taken_at_its_word(book, desk, answer):
    desk.answers(answer)
    assert book.unschedule(51) is None


def test_a_written_row_that_cannot_be_read_may_have_been_written(book, desk):
    desk.answers(APPOINTMENT | {"Pattern": "?"})
    with pytest.raises(Garbled) as caught:
        book.unschedule(51)
    assert caught.value.maybe_done


def test_a_write_is_never_sent_twice_whatever_comes_back(place, at_once):
    visit = place.book.visits(LUIS.PatNum, TODAY)[0]
    opening = opening_of(place, visit.provider, visit.operatory)
    place.book.confirmed()
    writes = (lambda: place.book.unschedule(visit.number), lambda: place.book.break_visit(visit.number),
              lambda: place.book.move(visit, opening), lambda: place.book.confirm(visit.number),
              lambda: place.book.comm_log(LUIS.PatNum, "x"), lambda: place.book.append_note(visit.number, "x"))
    for write in writes:
        for fault in ("reset", "lost", "status", "throttle:retry_after=0", "garbage", "down"):
            place.office.faults.clear()
            place.office.requests.clear()
            place.office.faults.add(fault)
            with pytest.raises(OfficeError):
                write()
            assert len(written(place)) == 1, fault


# --- reference -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("preference", "statuses", "number"), [
    ("203", [(201, "Not called"), (203, "Accepted")], 203), ("0", [(201, "Not called"), (202, "confirmed")], 202),
    (None, [(201, "Not called"), (202, "Confirmed")], 202), ("999", [(201, "Not called")], 201), (None, [], 0),
])
def test_a_visit_agreed_on_the_telephone_is_confirmed_as_the_office_does_it(book, desk, preference, statuses, number):
    def answer(asked):
        if asked.path.endswith("preferences"):
            return ([{"PrefName": "ApptEConfirmStatusAccepted", "ValueString": preference}] if preference else []), 200
        return [{"DefNum": n, "ItemName": name, "ItemValue": "", "Category": 2} for n, name in statuses], 200

    desk.always = answer
    assert book.confirmed() == number


def test_the_sample_offices_chairs_and_providers(place):
    assert [chair.number for chair in place.book.operatories() if chair.hidden] == [7, 8]
    assert [provider.number for provider in place.book.providers() if provider.hygienist] == [LEE, PATEL]
    assert place.book.preference("ProgramVersion") == "25.4.48.0"
