"""A chart is opened once, or found; whatever happens to the requests, there are never two."""

import pytest

from ivr.settings import SAMPLE_PRACTICE

CALLER = "+12175550190"
SAID = ("I'm a new patient", "april twelfth nineteen ninety one", "L I N D", "S A R A", "yes", "yes", "yes")


def charts(stage, first="Sara", last="Lind"):
    return [row for row in stage.office.tables.patients.values() if (row.FName, row.LName) == (first, last)]


def register(stage, said=SAID):
    stage.phone.dial()
    return [stage.phone.say(each) for each in said][-1]


def test_a_chart_has_what_was_said_and_agreed(stage):
    office = stage(caller=CALLER)
    register(office)
    [chart] = charts(office)
    assert (chart.Birthdate.isoformat(), chart.WirelessPhone, chart.TxtMsgOk, chart.PatStatus) == \
        ("1991-04-12", "(217)555-0190", "Yes", "Patient")


@pytest.mark.parametrize(("answer", "agreed", "phone"), [("no", "No", "HmPhone"), ("yes", "Yes", "WirelessPhone")])
def test_a_patient_may_be_texted_only_if_they_said_so(stage, answer, agreed, phone):
    office = stage(caller=CALLER)
    register(office, (*SAID[:5], answer, "yes"))
    [chart] = charts(office)
    assert (chart.TxtMsgOk, getattr(chart, phone)) == (agreed, "(217)555-0190")


def test_whoever_does_not_say_whether_they_may_be_texted_has_not_agreed(stage):
    office = stage(caller=CALLER)
    register(office, (*SAID[:5], "well", "hm", "the weather", "yes"))
    assert [chart.TxtMsgOk for chart in charts(office)] == ["Unknown"]


def test_the_first_visit_is_marked_as_a_new_patients(stage):
    office = stage(caller=CALLER)
    register(office, (*SAID, "Thursday morning", "yes"))
    office.settle()
    [chart] = charts(office)
    assert [row.IsNewPatient for row in office.office.tables.appointments.values() if row.PatNum == chart.PatNum] == [True]


@pytest.mark.parametrize("fault", ["lost:", "reset:", "status:status=504,executed=true", "status:status=500", "garbage:", "status:status=400"])
def test_one_chart_whatever_becomes_of_the_answer(stage, fault):
    office = stage(caller=CALLER)
    office.office.faults.add(f"{fault}{'' if fault.endswith(':') else ','}method=POST,path=/patients,nth=1")
    heard = register(office)
    office.settle()
    assert len(charts(office)) <= 1
    if "When would you like" in heard.text:
        assert len(charts(office)) == 1
    else:
        assert office.phone.dialled or office.line.tasks.open(), "neither served nor handed on"


def test_a_chart_the_staff_opened_meanwhile_is_used(stage):
    office = stage(caller=CALLER)
    register(office, SAID[:-1])
    tables = office.office.tables
    row = type(tables.patients[1])(tables.next("patients"), "Lind", "Sara", Birthdate=tables.patients[1].Birthdate.replace(1991, 4, 12))
    tables.patients[row.PatNum] = row
    heard = office.phone.say("yes")
    assert "When would you like" in heard.text
    assert charts(office) == [row]


def test_an_archived_chart_is_not_doubled(stage):
    office = stage(caller=CALLER)
    office.office.tables.patients[1].PatStatus = "Archived"
    register(office, ("I'm a new patient", "july fifteenth nineteen eighty two", "L O P E Z", "M A R I A"))
    assert office.phone.dialled == ["+12175550100"]
    assert len(charts(office, "Maria", "Lopez")) == 1


def test_a_practice_without_a_visit_for_new_patients_has_them_set_up_by_the_front_desk(stage, tmp_path):
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text().replace("new_patients = true", "new_patients = false"))
    office = stage(caller=CALLER, practice=str(file))
    office.phone.dial()
    office.phone.say("I'm a new patient")
    assert office.phone.dialled == ["+12175550100"]
