"""`ivr practice` drafts a file that can be used as it is, out of what the office has."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from ivr.office.openings import openings
from ivr.office.records import DaySheet, Shift
from ivr.practice import parse, read
from ivr.practice.file import LANGUAGES
from ivr.setup.command import practice_command
from ivr.setup.drafting import draft, plausible, quoted
from ivr.setup.fitting import TWO_WEEKS, fits, office_of, wanted
from ivr.setup.kinds import FAMILIES, family
from ivr.setup.opening_hours import week
from tests.setup.conftest import NINE, NOW


@pytest.fixture
def drafted(office):
    return lambda: parse(draft(office.book, NOW))


def test_the_draft_can_be_used_as_it_is(drafted):
    practice = drafted()
    assert (practice.name, practice.zone.key, practice.increment_minutes) == ("Maple Street Dental", "America/Chicago", 10)
    assert practice.phones.front_desk == "+12175550100"


def test_every_kind_has_openings(drafted, office):
    practice = drafted()
    sheet = office.book.day_sheet(NINE.date(), NINE.date() + TWO_WEEKS)
    found = {kind.name: len(openings(sheet, wanted(practice, kind, office.book.operatories(), office.book.appointment_types()), NOW)) for kind in practice.visits}
    assert set(found) == {"cleaning", "checkup", "filling", "crown", "new patient exam", "toothache"}
    assert min(found.values()) > 0


def test_the_draft_fits_the_office(drafted, office):
    practice = drafted()
    assert {each.level for each in fits(practice, office_of(office.book, practice, NOW), NOW)} == {"OK"}


def test_kinds_have_their_types_length(drafted):
    found = {kind.name: (kind.appointment_type, kind.minutes) for kind in drafted().visits}
    assert (found["crown"], found["toothache"]) == ((4, 90), (6, 30))


def test_hidden_types_and_providers_are_left_out(drafted):
    practice = drafted()
    assert not any(kind.appointment_type == 7 for kind in practice.visits)
    assert [provider.number for provider in practice.providers] == [1, 2, 3, 4, 5]


def test_those_who_give_a_visit_in_the_book_are_those_who_may(drafted):
    kinds = drafted()
    cleaning, crown = kinds.kind("cleaning"), kinds.kind("crown")
    assert (cleaning.hygiene, cleaning.dentist, set(cleaning.providers), set(cleaning.operatories)) == (True, 1, {3, 4}, {3, 4})
    assert (crown.hygiene, set(crown.providers), set(crown.operatories)) == (False, {2, 5}, {5, 6})


def test_without_a_book_those_of_the_trade_are(drafted, office):
    office.simulated.tables.appointments.clear()
    kinds = drafted()
    assert kinds.kind("cleaning").providers == (3, 4)
    assert kinds.kind("cleaning").operatories == (3, 4)
    assert set(kinds.kind("filling").providers) == {1, 2, 5}
    assert set(kinds.kind("filling").operatories) == {1, 2, 5, 6}


def test_a_hygiene_visit_is_booked_under_the_offices_default_dentist(drafted, office):
    office.simulated.tables.preferences["PracticeDefaultProv"] = "2"
    assert drafted().kind("cleaning").dentist == 2


def test_without_a_book_a_dentists_visits_keep_out_of_the_hygienists_chairs(drafted, office):
    office.simulated.tables.appointments.clear()
    for row in office.simulated.tables.schedules.values():
        if row.ProvNum == 1:
            row.operatories = (1, 2, 3)
    assert set(drafted().kind("filling").operatories) == {1, 2, 5, 6}


def test_a_provider_tied_to_no_chair_has_those_the_office_keeps_for_them(drafted, office):
    office.simulated.tables.appointments.clear()
    for row in office.simulated.tables.schedules.values():
        if row.ProvNum == 4:
            row.operatories = ()
    assert drafted().kind("cleaning").operatories == (3, 4)


def test_what_is_no_person_gives_no_visits(drafted, office):
    office.simulated.tables.providers[5].IsNotPerson = True
    assert [provider.number for provider in drafted().providers] == [1, 2, 3, 4]


@pytest.mark.parametrize("phone", ["", "555-0100", "1175550100000"])
def test_an_office_without_a_telephone_number_gets_one_that_is_nobodys(drafted, office, phone):
    office.simulated.tables.preferences["PracticePhone"] = phone
    assert drafted().phones.front_desk == "+15555550100"


def test_only_what_needs_no_plan_is_booked_at_once(drafted):
    found = {kind.name: kind.write for kind in drafted().visits}
    assert found == {"cleaning": "book", "checkup": "book", "new patient exam": "book", "toothache": "book",
                     "filling": "ask", "crown": "ask"}


def test_dentists_are_spoken_of_as_doctors_and_hygienists_are_not(drafted):
    found = {provider.number: (provider.spoken, provider.called) for provider in drafted().providers}
    assert found[1] == ("Doctor Ann Smith", ("smith", "doctor ann"))
    assert found[3] == ("Dana Lee", ("lee", "dana"))


def test_a_hygienist_the_office_has_not_marked_is_known_by_the_suffix(drafted, office):
    office.simulated.tables.providers[3].IsSecondary = False
    assert drafted().spoken_provider(3, "en") == "Dana Lee"


def test_an_office_with_spanish_patients_is_drafted_in_both_languages(drafted):
    practice = drafted()
    assert practice.languages == ("en", "es")
    assert practice.kind("cleaning").spoken == {"en": "cleaning", "es": "limpieza"}


def test_an_office_without_spanish_patients_is_drafted_in_english(drafted, office):
    office.simulated.tables.preferences["LanguagesUsedByPatients"] = "eng"
    practice = drafted()
    assert practice.languages == ("en",)
    assert practice.kind("cleaning").spoken == {"en": "cleaning"}


@pytest.mark.parametrize("kind", FAMILIES, ids=lambda kind: kind.spoken["en"])
def test_a_common_kind_has_words_in_every_language(kind):
    assert set(kind.spoken) == set(kind.phrases) == set(LANGUAGES)


def test_hours_are_those_of_the_schedules_with_the_lunch_most_take(drafted):
    hours = drafted().hours
    assert hours[0] == ((time(8), time(12)), (time(13), time(17)))
    assert hours[4] == ((time(8), time(14)),)
    assert hours[5] == ()


def test_a_holiday_of_the_office_is_closed(drafted):
    assert drafted().closed_days == {date(2026, 3, 26)}


def test_an_office_without_schedules_gets_usual_hours(drafted, office):
    office.simulated.tables.schedules.clear()
    practice = drafted()
    assert practice.hours[0] == ((time(8), time(12)), (time(13), time(17)))
    assert [len(kind.operatories) for kind in practice.visits if kind.name == "crown"] == [2]


def test_an_office_too_old_to_tell_its_types_gets_two_usual_kinds(drafted, office):
    office.simulated.turn(program_version="22.4.9.0")
    assert [(kind.name, kind.minutes, kind.appointment_type) for kind in drafted().visits] == [("cleaning", 60, 0), ("checkup", 30, 0)]


def test_names_that_mean_something_in_toml_are_only_names(drafted, office):
    types = office.simulated.tables.appointment_types
    types[2].AppointmentTypeName = 'Check "up"\n[[visit]] \\ # \x7f'
    types[3].AppointmentTypeName = types[4].AppointmentTypeName = "***"
    office.simulated.tables.providers[1].LName = 'O"Smith\n\\'
    practice = drafted()
    assert {"check up visit", "visit 3", "visit 4"} < {kind.name for kind in practice.visits}
    assert practice.spoken_provider(1, "en") == 'Doctor Ann O"Smith \\'


def test_types_of_one_name_get_names_of_their_own(drafted, office):
    for each in office.simulated.tables.appointment_types.values():
        each.AppointmentTypeName = "Prophy"
    assert [kind.name for kind in drafted().visits] == ["prophy", *(f"prophy {number}" for number in range(2, 7))]


def test_of_two_types_of_one_family_only_the_first_answers_to_its_common_name(drafted, office):
    types = office.simulated.tables.appointment_types
    types[1].AppointmentTypeName, types[2].AppointmentTypeName = "Adult Prophy", "Child Prophy"
    kinds = drafted()
    assert "cleaning" in kinds.kind("adult prophy").phrases["en"]
    assert kinds.kind("child prophy").phrases == {"en": ("child prophy",), "es": ("child prophy",)}


@pytest.mark.parametrize(("name", "codes", "spoken"), [
    ("Prophy - Adult", (), "cleaning"), ("Hyg 60", (), "cleaning"), ("SRP 2 quads", (), "deep cleaning"),
    ("NP Exam", (), "new patient exam"), ("Emerg", (), "tooth pain visit"), ("Comp exam", (), "checkup"),
    ("Blue", ("D1110", "D0120"), "cleaning"), ("Blue", ("D2740",), "crown"), ("Blue", (), None)])
def test_a_type_is_recognised_by_its_name_or_its_procedures(name, codes, spoken):
    found = family(name, codes)
    assert (found and found.spoken["en"]) == spoken


@pytest.mark.parametrize(("clock", "zones"), [
    (datetime(2026, 7, 1, 7, 2), ["America/Chicago"]), (datetime(2026, 7, 1, 5), ["America/Phoenix", "America/Los_Angeles"]),
    (datetime(2026, 7, 1, 12), []), (None, [])])
def test_zones_are_those_whose_clocks_show_the_offices_time(clock, zones):
    assert plausible(clock, datetime.fromisoformat("2026-07-01T12:00+00:00")) == zones


def test_what_is_quoted_is_one_line():
    assert quoted('a "b"\n\tc\\ \x7f') == '"a \\"b\\" c\\\\"'


# --- hours -----------------------------------------------------------------------------------------------------------

MONDAY = date(2026, 3, 2)


def mondays(*weeks, closed=()):
    """The hours of Mondays on which providers work so, each week a list of "H-H" by provider."""
    shifts = []
    for number, providers in enumerate(weeks):
        midnight = datetime.combine(MONDAY + timedelta(days=7 * number), time())
        shifts += [Shift(provider, midnight + timedelta(hours=float(start)), midnight + timedelta(hours=float(end)), ())
                   for provider, spans in enumerate(providers, 1) for span in spans.split() for start, end in [span.split("-")]]
    sheet = DaySheet(MONDAY, MONDAY + timedelta(days=7 * len(weeks) - 1), tuple(shifts), (), (),
                     frozenset(MONDAY + timedelta(days=7 * number) for number in closed))
    return " ".join(f"{start.hour}-{end.hour}" for start, end in week(sheet)[0].hours)


@pytest.mark.parametrize(("weeks", "hours"), [
    ([["8-17"]], "8-17"),
    ([["8-12 13-17"]], "8-12 13-17"),
    ([["8-12 13-17", "8-12 13-17", "8-17"]], "8-12 13-17"),
    ([["8-12 13-17", "7-17"]], "7-17"),
    ([["8-17", "17-20"]], "8-20"),
    ([["8-12", "8-12", "8-17"]], "8-17"),
    ([["8-12", "8-12", "11-15"]], "8-15"),
    ([["8-12"], ["8-12"], ["8-17"]], "8-12"),
    ([["8-12"], [], [], []], ""),
    ([["8-12"], ["8-12"], [], []], "8-12"),
    ([[]], "")])
def test_hours_are_from_the_first_who_comes_to_the_last_who_goes(weeks, hours):
    assert mondays(*weeks) == hours


def test_holidays_do_not_count():
    assert mondays(["8-12"], [], [], closed=(1, 2)) == "8-12"


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_draft_is_written_where_it_is_wanted(with_office, tmp_path):
    out = tmp_path / "drafted.toml"
    assert practice_command(["--out", str(out)], with_office, lambda: NOW) == 0
    assert read(out).name == "Maple Street Dental"


def test_the_draft_goes_to_standard_output(with_office, capsys):
    practice_command([], with_office, lambda: NOW)
    assert parse(capsys.readouterr().out).visits


def test_a_file_that_is_there_is_not_touched_and_no_request_made(with_office, office, tmp_path, capsys):
    out = tmp_path / "practice.toml"
    before = out.read_bytes()
    assert practice_command(["--out", str(out)], with_office, lambda: NOW) == 1
    assert out.read_bytes() == before
    assert "is there already" in capsys.readouterr().err
    assert not office.simulated.requests


def test_the_practice_file_that_is_being_drafted_need_not_be_there(with_office, tmp_path):
    out = tmp_path / "new.toml"
    assert practice_command(["--out", str(out)], with_office | {"PRACTICE_FILE": str(out)}, lambda: NOW) == 0


def test_an_office_that_refuses_is_told(with_office, capsys):
    assert practice_command([], with_office | {"OPENDENTAL_CUSTOMER_KEY": "another"}, lambda: NOW) == 1
    assert "Open Dental could not be read" in capsys.readouterr().err


def test_an_office_without_providers_is_told(with_office, office, capsys):
    office.simulated.tables.providers.clear()
    assert practice_command([], with_office, lambda: NOW) == 1
    assert "no provider in use" in capsys.readouterr().err


def test_every_decision_is_marked_on_the_line_it_is_about_or_the_one_above(office):
    lines = draft(office.book, NOW).splitlines()
    for line, below in pairwise(lines):
        if line.startswith("# DECIDE:"):
            assert below.partition("=")[2] or below.startswith("# [")
