"""PUT /appointments/{n}/Break: what it refuses and what it leaves behind."""

import pytest


def broken(ask, number, **body):
    return ask.refusal("PUT", f"/appointments/{number}/Break", json={"sendToUnscheduledList": "true"} | body)


def actions(ask, number):
    return [row["HistApptAction"] for row in ask.rows("/histappointments", AptNum=number)]


def test_breaking_to_the_list_empties_the_chair_and_keeps_the_time(ask, book):
    number = book()["AptNum"]
    assert broken(ask, number) == (200, "")
    row = ask.get(f"/appointments/{number}").json()
    assert (row["AptStatus"], row["Op"], row["AptDateTime"]) == ("UnschedList", 0, "2031-03-13 10:00:00")
    assert actions(ask, number) == ["Created", "Cancelled", "Changed"]


def test_breaking_in_place_leaves_it_crossed_out_on_the_book(ask, book):
    number = book()["AptNum"]
    broken(ask, number, sendToUnscheduledList="false", breakType="Missed")
    row = ask.get(f"/appointments/{number}").json()
    assert (row["AptStatus"], row["Op"]) == ("Broken", 3)
    assert actions(ask, number) == ["Created", "Missed"]


@pytest.mark.parametrize(("kind", "code"), [("Missed", "D9986"), ("Cancelled", "D9987")])
def test_a_break_type_charts_its_code_completed_today_with_the_fee_and_no_visit(ask, book, kind, code):
    broken(ask, book()["AptNum"], breakType=kind)
    charted = [row for row in ask.rows("/procedurelogs", PatNum=1, ProcStatus="C") if row["procCode"] == code]
    assert len(charted) == 1
    assert (charted[0]["ProcDate"], charted[0]["AptNum"]) == ("2031-03-10", 0)
    assert float(charted[0]["ProcFee"]) > 0


def test_without_a_break_type_nothing_is_charted(ask, book):
    broken(ask, book()["AptNum"])
    assert not [row for row in ask.rows("/procedurelogs", PatNum=1) if row["procCode"].startswith("D998")]


@pytest.mark.parametrize(("preference", "allowed"), [("0", set()), ("1", {"Missed"}), ("2", {"Cancelled"}),
                                                     ("3", {"Missed", "Cancelled"})])
def test_the_offices_preference_decides_which_break_types_there_are(ask, office, book, preference, allowed):
    office.tables.preferences["BrokenApptProcedure"] = preference
    for kind in ("Missed", "Cancelled"):
        status, text = broken(ask, book()["AptNum"], breakType=kind)
        assert status == (200 if kind in allowed else 400)
        assert kind in allowed or ("breakType is invalid" in text and "is not enabled by the Dental Office" in text)


@pytest.mark.parametrize("body", [{}, {"sendToUnscheduledList": "yes"}, {"sendToUnscheduledList": True}])
def test_where_it_goes_is_required_as_a_string(ask, book, body):
    assert ask.refusal("PUT", f"/appointments/{book()['AptNum']}/Break", json=body)[0] == 400


@pytest.mark.parametrize("status", ["Broken", "UnschedList", "Planned", "Complete", "PtNote"])
def test_only_a_scheduled_visit_can_be_broken(ask, office, status):
    visit = office.staff_book(1, office.now(), 3, 3, AptStatus=status)
    assert broken(ask, visit.AptNum) == (400, office.switches.break_status_text)


def test_a_break_that_is_refused_changes_nothing(ask, office, book):
    number = book()["AptNum"]
    office.tables.preferences["BrokenApptProcedure"] = "0"
    broken(ask, number, breakType="Missed")
    assert ask.get(f"/appointments/{number}").json()["AptStatus"] == "Scheduled"
    assert actions(ask, number) == ["Created"]


def test_a_commlog_is_written_if_the_office_wants_one(ask, office, book):
    broken(ask, book()["AptNum"])
    assert ask.rows("/commlogs", PatNum=1, DateTStamp="2031-03-10 09:00:00") == []
    office.tables.preferences["BrokenApptCommLog"] = "1"
    broken(ask, book()["AptNum"])
    assert len(ask.rows("/commlogs", PatNum=1, DateTStamp="2031-03-10 09:00:00")) == 1


def test_an_adjustment_needs_the_preference_and_the_switch(ask, office, book):
    office.tables.preferences["BrokenApptAdjustment"] = "1"
    broken(ask, book()["AptNum"], breakType="Missed")
    assert office.tables.adjustments == []
    office.turn(break_adds_adjustment=True)
    broken(ask, book()["AptNum"], breakType="Missed")
    assert len(office.tables.adjustments) == 1


def test_recall_visits_may_be_kept_off_the_list(ask, office, book):
    office.turn(break_honours_no_recalls=True)
    recall, filling = book(AppointmentTypeNum=1)["AptNum"], book(AppointmentTypeNum=3)["AptNum"]
    assert broken(ask, recall)[0] == 400
    assert broken(ask, recall, sendToUnscheduledList="false")[0] == 200
    assert broken(ask, filling)[0] == 200


def test_the_status_a_break_leaves_is_a_switch(ask, office, book):
    office.turn(break_leaves="Broken")
    number = book()["AptNum"]
    broken(ask, number)
    assert ask.get(f"/appointments/{number}").json()["AptStatus"] == "Broken"
