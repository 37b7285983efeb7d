"""PUT /appointments, planned appointments, notes and confirmation: the rules of status."""

import pytest


def status_of(ask, number):
    return ask.get(f"/appointments/{number}").json()["AptStatus"]


def test_a_put_changes_what_is_sent_and_nothing_else(ask, office, book):
    before = ask.get(f"/appointments/{book(Note='keep')['AptNum']}").json()
    office.clock.advance(60)
    after = ask.put(f"/appointments/{before['AptNum']}", json={"AptDateTime": "2031-03-14 09:00:00", "Op": 4}).json()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"AptDateTime", "Op", "DateTStamp", "serverDateTime"}


def test_a_field_that_cannot_be_written_is_a_200_and_ignored(ask, book):
    number = book()["AptNum"]
    assert ask.put(f"/appointments/{number}", json={"PatNum": 2, "ProcDescript": "x"}).status_code == 200
    assert ask.get(f"/appointments/{number}").json()["PatNum"] == 1


def test_unscheduling_empties_the_chair_and_keeps_the_time(ask, office, book):
    number = book()["AptNum"]
    row = ask.put(f"/appointments/{number}", json={"AptStatus": "UnschedList"}).json()
    assert (row["AptStatus"], row["Op"], row["AptDateTime"]) == ("UnschedList", 0, "2031-03-13 10:00:00")
    assert [one["AptNum"] for one in ask.rows("/appointments", Op=0, PatNum=1)] == [number]


def test_an_unscheduled_visit_needs_a_chair_to_come_back(ask, book):
    number = book(AptStatus="UnschedList")["AptNum"]
    assert ask.refusal("PUT", f"/appointments/{number}", json={"AptStatus": "Scheduled"}) == (400, "Op is required.")
    back = {"AptStatus": "Scheduled", "Op": 3, "AptDateTime": "2031-03-20 10:00:00"}
    assert ask.put(f"/appointments/{number}", json=back).json()["AptStatus"] == "Scheduled"


def test_a_broken_visit_is_rescheduled_by_one_put(ask, office, book):
    number = book()["AptNum"]
    ask.put(f"/appointments/{number}", json={"AptStatus": "Broken"})
    row = ask.put(f"/appointments/{number}", json={"AptStatus": "Scheduled", "AptDateTime": "2031-03-21 09:00:00"}).json()
    assert (row["AptStatus"], row["AptDateTime"]) == ("Scheduled", "2031-03-21 09:00:00")


@pytest.mark.parametrize("status", ["Planned", "PtNote", "PtNoteCompleted"])
def test_plans_and_notes_are_never_completed(ask, office, status):
    visit = office.staff_book(1, office.now(), 3, 3, AptStatus=status)
    assert ask.refusal("PUT", f"/appointments/{visit.AptNum}", json={"AptStatus": "Complete"})[0] == 400


@pytest.mark.parametrize(("switch", "status", "change"), [
    ("complete_may_change", "Complete", {"AptStatus": "Scheduled"}),
    ("note_may_be_scheduled", "PtNote", {"AptStatus": "Scheduled"}),
    ("planned_may_be_scheduled", "Planned", {"AptStatus": "Scheduled", "Op": 3})])
def test_changes_nobody_has_shown_are_switches(ask, office, switch, status, change):
    first, second = (office.staff_book(1, office.now(), 3, 3, AptStatus=status).AptNum for _ in range(2))
    assert ask.put(f"/appointments/{first}", json=change).status_code == 200
    office.turn(**{switch: False})
    assert ask.refusal("PUT", f"/appointments/{second}", json=change) == (400, "AptStatus is invalid")


def test_a_move_has_no_side_effects_by_default(ask, office, book):
    number = book(Confirmed=203, ProvNum=1)["AptNum"]
    row = ask.put(f"/appointments/{number}", json={"AptDateTime": "2031-03-14 09:00:00", "Op": 5}).json()
    assert (row["Confirmed"], row["ProvNum"]) == (203, 1)


def test_a_move_may_reset_the_confirmation_and_follow_the_provider(ask, office, book):
    number = book(Confirmed=203, ProvNum=1)["AptNum"]
    office.turn(move_resets_confirmed=True, move_follows_provider=True)
    row = ask.put(f"/appointments/{number}", json={"AptDateTime": "2031-03-14 09:00:00", "Op": 5}).json()
    assert (row["Confirmed"], row["ProvNum"]) == (201, 2)
    sent = {"AptDateTime": "2031-03-18 09:00:00", "Confirmed": 203, "ProvNum": 1, "Op": 5}
    row = ask.put(f"/appointments/{number}", json=sent).json()
    assert (row["Confirmed"], row["ProvNum"]) == (203, 1)


def test_a_move_may_revive_a_broken_visit(ask, office, book):
    number = book()["AptNum"]
    ask.put(f"/appointments/{number}", json={"AptStatus": "Broken"})
    office.turn(move_revives_broken=True)
    assert ask.put(f"/appointments/{number}", json={"AptDateTime": "2031-03-21 09:00:00"}).json()["AptStatus"] == "Scheduled"


def test_arrival_times_are_written_as_clock_times(ask, office, book):
    number = book()["AptNum"]
    row = ask.put(f"/appointments/{number}", json={"DateTimeArrived": "09:55:00"}).json()
    assert row["DateTimeArrived"] == "2031-03-13 09:55:00"
    office.turn(move_clears_arrival=True)
    assert ask.put(f"/appointments/{number}", json={"Op": 4}).json()["DateTimeArrived"] == "0001-01-01 00:00:00"


def test_a_note_is_appended_and_answered_without_a_body(ask, book):
    number = book(Note="one")["AptNum"]
    answer = ask.put(f"/appointments/{number}/Note", json={"Note": "two"})
    assert (answer.status_code, answer.text) == (200, "")
    assert ask.get(f"/appointments/{number}").json()["Note"] == "one two"


@pytest.mark.parametrize(("body", "confirmed"), [
    ({"confirmVal": "Confirmed"}, "Confirmed"), ({"confirmVal": "None"}, "Not Called"),
    ({"confirmVal": "Sent"}, "eConfirm Sent"),
    ({"confirmVal": "Not Accepted"}, "Not Accepted"), ({"confirmVal": "Failed"}, "Send Failed"),
    ({"defNum": 202}, "Left Message")])
def test_confirming_sets_the_offices_own_definition(ask, book, body, confirmed):
    number = book()["AptNum"]
    assert ask.put(f"/appointments/{number}/Confirm", json=body).status_code == 200
    assert ask.get(f"/appointments/{number}").json()["confirmed"] == confirmed


@pytest.mark.parametrize("body", [{}, {"confirmVal": "Confirmed", "defNum": 203}, {"confirmVal": "confirmed"}, {"defNum": 301}])
def test_confirming_takes_exactly_one_right_value(ask, book, body):
    assert ask.refusal("PUT", f"/appointments/{book()['AptNum']}/Confirm", json=body)[0] == 400


def test_a_definition_that_is_a_trigger_stamps_its_time(ask, book):
    number = book()["AptNum"]
    ask.put(f"/appointments/{number}/Confirm", json={"defNum": 204})
    assert ask.get(f"/appointments/{number}").json()["DateTimeArrived"] == "2031-03-10 09:00:00"


def test_a_planned_visit_is_scheduled_as_a_new_one_and_stays(ask, office):
    plan = ask.post("/appointments/Planned", json={"PatNum": 1, "AppointmentTypeNum": 4, "ProvNum": 2}).json()
    assert (plan["AptStatus"], plan["Op"], len(plan["Pattern"])) == ("Planned", 0, 18)
    when = {"AptNum": plan["AptNum"], "AptDateTime": "2031-03-20 09:00:00", "ProvNum": 2, "Op": 5}
    made = ask.post("/appointments/SchedulePlanned", json=when).json()
    assert (made["NextAptNum"], made["AptStatus"], made["ProcDescript"]) == (plan["AptNum"], "Scheduled", "PFC")
    assert status_of(ask, plan["AptNum"]) == "Planned"
    assert ask.rows("/chartmodules/1/PlannedAppts")[0]["dateSched"] == "2031-03-20"
    assert ask.refusal("POST", "/appointments/SchedulePlanned", json=when)[0] == 400


def test_only_planned_visits_are_scheduled_that_way(ask, book):
    when = {"AptNum": book()["AptNum"], "AptDateTime": "2031-03-20 09:00:00", "ProvNum": 2, "Op": 5}
    assert ask.refusal("POST", "/appointments/SchedulePlanned", json=when) == (400, "AptStatus is invalid")


def test_a_plan_needs_a_type_or_procedures(ask):
    assert ask.refusal("POST", "/appointments/Planned", json={"PatNum": 1})[0] == 400
    assert len(ask.post("/appointments/Planned", json={"PatNum": 1, "procNums": [5001]}).json()["Pattern"]) == 6


def test_the_asap_list_holds_priority_asap_by_time_and_by_either_provider(ask, book):
    late, soon = book(Priority="ASAP", ProvNum=1, ProvHyg=4, AptDateTime="2031-04-01 09:00:00"), book(Priority="ASAP")
    book(Priority="Normal")
    assert [row["AptNum"] for row in ask.rows("/appointments/ASAP")] == [soon["AptNum"], late["AptNum"]]
    assert [row["AptNum"] for row in ask.rows("/appointments/ASAP", ProvNum=4)] == [late["AptNum"]]
