"""Reference data, history, recalls, procedures, fields, popups, short queries."""

from datetime import date, datetime

from ivr.simulator.keys import PERMISSIONS, Key
from ivr.simulator.rows import Clinic, Recall


def test_definitions_come_by_category_without_hidden_ones(ask):
    assert [row["ItemName"] for row in ask.rows("/definitions", Category=2)][:3] == ["Not Called", "Left Message", "Confirmed"]
    assert "Old Ortho day" not in [row["ItemName"] for row in ask.rows("/definitions", Category=25)]
    assert "Old Ortho day" in [row["ItemName"] for row in ask.rows("/definitions", Category=25, includeHidden="true")]


def test_every_category_a_client_needs_is_filled(ask):
    assert all(ask.rows("/definitions", Category=number) for number in (2, 4, 13, 25, 27, 42, 51, 55))


def test_preferences_come_one_by_exact_name_or_all(ask):
    assert ask.rows("/preferences", PrefName="AppointmentTimeIncrement")[0]["ValueString"] == "10"
    assert ask.rows("/preferences", PrefName="appointmenttimeincrement") == []
    assert len(ask.rows("/preferences")) > 25


def test_no_clinics_is_an_empty_list_and_with_clinics_the_asap_list_needs_one(ask, office):
    assert ask.rows("/clinics") == []
    office.tables.clinics[1] = Clinic(1, "East", "E")
    assert ask.rows("/clinics")[0]["Abbr"] == "E"
    assert ask.refusal("GET", "/appointments/ASAP")[0] == 400


def test_providers_are_filtered_by_stamp_and_hidden_ones_left_out_for_a_clinic(ask):
    assert len(ask.rows("/providers")) == 6
    assert ask.rows("/providers", DateTStamp="2031-03-01 00:00:00") == []
    assert len(ask.rows("/providers", ClinicNum=0)) == 5
    assert ask.refusal("GET", "/providers", params={"ClinicNum": 9}) == (404, "Clinic not found")
    bare = ask.refusal("GET", "/providers", params={"DateTStamp": "2031-03-01"})
    assert bare == (400, "DateTStamp format must be yyyy-MM-dd HH:mm:ss.")


def test_a_deleted_visit_is_traced_only_in_history_filtered_by_its_own_date(ask, office, book):
    number = book()["AptNum"]
    office.staff_delete(number)
    assert ask.refusal("GET", f"/appointments/{number}")[0] == 404
    deleted = ask.rows("/histappointments", HistApptAction="Deleted", dateStart="2031-03-13")
    assert [row["AptNum"] for row in deleted] == [number]
    assert "serverDateTime" not in deleted[0]
    assert ask.rows("/histappointments", HistApptAction="Deleted", date="2031-03-10") == []


def test_history_comes_in_the_order_of_its_keys(ask):
    keys = [row["HistApptNum"] for row in ask.rows("/histappointments")]
    assert keys == sorted(keys)


def test_a_recall_knows_the_visit_that_is_on_the_book(ask, office, book):
    office.tables.recalls = {1: Recall(1, 1, date(2031, 3, 1), date(2030, 9, 1), "6m1d", 1)}
    assert ask.rows("/recalls", PatNum=1)[0]["DateScheduled"] == "0001-01-01"
    assert ask.rows("/recalls/List")[0]["DueDate"] == "3/1/2031"
    book(AppointmentTypeNum=1)
    assert ask.rows("/recalls", PatNum=1)[0]["DateScheduled"] == "2031-03-13"
    assert ask.rows("/recalls/List") == []


def test_recalls_are_made_once_for_each_type_changed_and_switched(ask, office):
    office.tables.recalls.clear()
    made = ask.post("/recalls", json={"PatNum": 1, "RecallTypeNum": 1, "DateDue": "2031-09-01"}).json()
    assert made["RecallInterval"] == "6m1d"
    assert ask.refusal("POST", "/recalls", json={"PatNum": 1, "RecallTypeNum": 1})[0] == 400
    assert ask.put(f"/recalls/{made['RecallNum']}", json={"Note": "x"}).json()["Note"] == "x"
    assert ask.put("/recalls/SwitchType", json={"PatNum": 1}).json()["RecallTypeNum"] == 2
    assert ask.put("/recalls/Status", json={"PatNum": 1, "RecallStatus": 132, "commlogNote": "Left word"}).status_code == 200
    assert ask.rows("/commlogs", PatNum=1, DateTStamp="2031-03-10 09:00:00")[0]["Note"] == "Left word"


def test_a_recall_type_has_the_length_of_a_cleaning(ask):
    assert ask.rows("/recalltypes")[0]["TimePattern"] == "/XXXXXXXXXX/"
    assert ask.get("/recalltypes/2").json()["Description"] == "Perio"


def test_appointment_fields_must_be_defined_by_the_office(ask):
    field = {"AptNum": 1001, "FieldName": "Ride home", "FieldValue": "daughter"}
    assert ask.put("/apptfields", json=field).status_code == 200
    assert ask.rows("/apptfields", AptNum=1001) == [field]
    assert ask.refusal("PUT", "/apptfields", json=field | {"FieldName": "Mood"})[0] == 400


def test_a_family_popup_shows_for_every_member(ask, office):
    office.tables.popups[0]["PatNum"] = 5
    assert len(ask.rows("/popups", PatNum=6)) == 1
    assert ask.rows("/popups", PatNum=1) == []


def test_short_queries_read_and_never_write(ask, office):
    office.keys["DemoCustomerKey"] = Key(permissions=frozenset(PERMISSIONS))
    select = ("SELECT a.AptNum, p.LName, a.AptDateTime FROM appointment a JOIN patient p ON p.PatNum = a.PatNum "
              "WHERE a.AptStatus = 'Scheduled' AND a.AptDateTime >= NOW() AND p.LName = 'Bell'")
    rows = ask.put("/queries/ShortQuery", json={"SqlCommand": select}).json()
    assert rows == [{"AptNum": 1001, "LName": "Bell", "AptDateTime": "2031-03-24T10:00:00"}]
    holidays = "SELECT SchedDate FROM schedule WHERE SchedType = 'Practice' AND Status = 2"
    assert ask.put("/queries/ShortQuery", json={"SqlCommand": holidays}).json() == [{"SchedDate": "2031-04-03"}]
    assert ask.refusal("PUT", "/queries/ShortQuery", json={"SqlCommand": "DELETE FROM patient"})[0] == 401
    assert ask.refusal("PUT", "/queries/ShortQuery", json={"SqlCommand": "SELEKT"})[0] == 400


def test_the_office_has_no_asap_texting(ask, office):
    office.keys["DemoCustomerKey"] = Key(permissions=frozenset(PERMISSIONS))
    assert ask.refusal("POST", "/asapcomms", json={"PatNum": 1})[0] == 400


def test_schedules_are_filtered_and_read_one_by_one(ask):
    row = ask.rows("/schedules", SchedType="Blockout", BlockoutDefNum=303, date="2031-03-11")[0]
    assert (row["blockoutType"], row["operatories"], row["StartTime"]) == ("Emergency", "6", "11:00:00")
    assert ask.get(f"/schedules/{row['ScheduleNum']}").json() == row


def test_signals_tell_that_something_changed(ask, office):
    assert ask.rows("/signalods", SigDateTime="2031-03-10 09:00:00") == []
    office.staff_move(1001, AptDateTime=datetime(2031, 3, 25, 10))
    assert ask.rows("/signalods", SigDateTime="2031-03-10 09:00:00")[0]["IType"] == "Appointment"
