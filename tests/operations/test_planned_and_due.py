"""Where an office plans visits ahead, or keeps recalls, and the practice file says that the line may use them."""

from datetime import date, timedelta

import pytest

from ivr.settings import SAMPLE_PRACTICE
from ivr.simulator.rows import Recall
from ivr.simulator.sample import MARIA, NINA


@pytest.fixture
def practice_file(tmp_path):
    text = SAMPLE_PRACTICE.read_text()
    text = text.replace('name = "cleaning"\n', 'name = "cleaning"\nrecall_types = [1]\n').replace('name = "filling"\n', 'name = "filling"\nplanned = true\n')
    path = tmp_path / "practice.toml"
    path.write_text(text)
    return str(path)


def says(line, *lines):
    line.phone.dial()
    return [line.phone.say(said) for said in lines][-1].text


BORN = "july fifteenth nineteen eighty two"


def with_recall(line, due, **more):
    line.office.tables.recalls[9001] = Recall(9001, MARIA.PatNum, due, due - timedelta(days=182), "6m1d", 1, **more)
    return line


def test_a_caller_hears_when_their_next_cleaning_is_due(stage, practice_file):
    line = with_recall(stage(practice=practice_file), date(2026, 4, 20))
    heard = says(line, "I need a cleaning", BORN)
    assert "Your next cleaning is due from Monday, April 20." in heard
    assert "When would you like to come in?" in heard


@pytest.mark.parametrize("recall", [{"due": date(2026, 2, 20)}, {"due": date(2026, 4, 20), "IsDisabled": True}])
def test_nothing_is_said_of_one_that_is_past_or_out_of_use(stage, practice_file, recall):
    line = with_recall(stage(practice=practice_file), **recall)
    assert "due" not in says(line, "I need a cleaning", BORN)


def plan(line):
    """A filling of 70 minutes planned for Maria."""
    planned = next(row for row in line.office.appointments.values() if row.AptStatus == "Planned").copy()
    planned.AptNum, planned.PatNum, planned.AppointmentTypeNum, planned.Pattern, planned.Note = 8001, MARIA.PatNum, 3, "X" * 14, "upper left"
    line.office.appointments[8001] = planned
    return line


def test_what_was_planned_is_what_is_booked(stage, practice_file):
    line = plan(stage(practice=practice_file))
    assert "You're booked" in says(line, "I need a filling", BORN, "first available", "the first one", "yes")
    line.settle()
    [made] = [row for row in line.office.appointments.values() if row.NextAptNum == 8001]
    assert (made.AptStatus, len(made.Pattern)) == ("Scheduled", 14)
    assert made.Note.startswith("upper left")
    assert line.office.appointments[8001].AptStatus == "Planned"


def test_what_has_been_made_of_a_plan_is_not_made_again(stage, practice_file):
    line = plan(stage(practice=practice_file))
    done = next(row for row in line.office.appointments.values() if row.AptStatus == "Complete")
    done.PatNum, done.NextAptNum = MARIA.PatNum, 8001
    assert "You're booked" in says(line, "I need a filling", BORN, "first available", "the first one", "yes")
    line.settle()
    assert [row.AptNum for row in line.office.appointments.values() if row.NextAptNum == 8001] == [done.AptNum]


def test_a_lost_answer_to_a_planned_visit_does_not_double_it(stage, practice_file):
    line = plan(stage(practice=practice_file))
    line.office.faults.add("lost:method=POST,path=/appointments/SchedulePlanned")
    says(line, "I need a filling", BORN, "first available", "the first one", "yes")
    line.settle()
    assert len([row for row in line.office.appointments.values() if row.NextAptNum == 8001]) == 1


BORN_ES = "quince de julio de mil novecientos ochenta y dos"


@pytest.mark.parametrize("lines", [
    ("I was told to come back for a filling", BORN, "first available", "the first one", "yes"),
    ("I was told to come back", BORN, "first available", "the first one", "yes"),
    ("book a visit", BORN, "the treatment you planned", "first available", "the first one", "yes"),
    ("me dijeron que tenía que volver para un empaste", BORN_ES, "lo más pronto posible", "la primera", "sí"),
    ("quiero una cita", BORN_ES, "me dijeron que regresara", "lo más pronto posible", "la primera", "sí"),
], ids=lambda lines: lines[0])
def test_whoever_was_told_to_come_back_is_booked_what_was_planned(stage, lines):
    """In an office whose practice file says nothing of it; the visit is made as the office itself would make it, with who planned it."""
    line = plan(stage())
    heard = says(line, *lines)
    assert "You're booked: filling" in heard or "Su cita quedó reservada: empaste" in heard
    line.settle()
    [made] = [row for row in line.office.appointments.values() if row.NextAptNum == 8001]
    assert (made.AptStatus, len(made.Pattern), made.ProvNum) == ("Scheduled", 14, line.office.appointments[8001].ProvNum)


def test_a_practice_that_will_not_have_plans_made_visits_has_none_made(stage, tmp_path):
    path = tmp_path / "practice.toml"
    path.write_text(SAMPLE_PRACTICE.read_text().replace('name = "filling"\n', 'name = "filling"\nplanned = false\n'))
    line = plan(stage(practice=str(path)))
    assert "You're booked" in says(line, "I need a filling", BORN, "first available", "the first one", "yes")
    line.settle()
    assert [row for row in line.office.appointments.values() if row.NextAptNum == 8001] == []


@pytest.mark.parametrize(("due", "en", "es"), [
    (date(2026, 4, 20), "Your next cleaning is due from Monday, April 20.", "Su próxima cita para limpieza le toca a partir del lunes 20 de abril."),
    (date(2026, 2, 20), "You're due for your cleaning now.", "Ya le toca su cita para limpieza."),
])
def test_whoever_asks_whether_they_are_due_hears_it_and_is_offered_a_time(stage, due, en, es):
    line = with_recall(stage(), due)
    assert says(line, "am I due for a cleaning", BORN).endswith(f"{en} Shall I find you a time?")
    assert says(line, "¿cuándo me toca la limpieza?", BORN_ES).endswith(f"{es} ¿Le busco una fecha?")


def test_where_recalls_cannot_be_seen_a_time_is_offered_all_the_same(stage):
    line = with_recall(stage(), date(2026, 4, 20))
    line.office.faults.add("status:status=400,path=/recalls")
    assert says(line, "am I due for a cleaning", BORN).endswith("I don't see a date for your next cleaning. Shall I find you a time?")


def test_a_visit_that_did_not_take_place_and_has_been_made_up_for_is_not_brought_back(stage):
    line = stage(caller=f"+1{NINA.digits}")
    for row in [row for row in line.office.appointments.values() if row.PatNum == NINA.PatNum and row.AptStatus == "Broken"]:
        done = row.copy()
        done.AptNum, done.AptStatus, done.AptDateTime = 8002, "Complete", row.AptDateTime + timedelta(days=4)
        line.office.appointments[8002] = done
    heard = says(line, "I need a filling", "december first nineteen ninety five", "thursday morning")
    assert "That would be a filling" in heard
