"""How values are typed in each resource."""

import re
from datetime import datetime

import pytest

from ivr.simulator.wire import Formats, dotnet, rendered

FIELDS = [
    "serverDateTime", "AptNum", "PatNum", "AptStatus", "Pattern", "Confirmed", "confirmed", "TimeLocked", "Op", "Note",
    "ProvNum", "provAbbr", "ProvHyg", "AptDateTime", "NextAptNum", "UnschedStatus", "unschedStatus", "IsNewPatient",
    "ProcDescript", "ClinicNum", "IsHygiene", "DateTStamp", "DateTimeArrived", "DateTimeSeated", "DateTimeDismissed",
    "InsPlan1", "InsPlan2", "DateTimeAskedToArrive", "colorOverride", "AppointmentTypeNum", "SecUserNumEntry",
    "SecDateTEntry", "Priority", "PatternSecondary", "ItemOrderPlanned"]
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def test_an_appointment_has_the_documented_fields_and_types(ask):
    row = ask.get("/appointments/1001").json()
    assert [name for name in row if row[name] in ("true", "false")] == ["TimeLocked", "IsNewPatient", "IsHygiene"]
    assert all(isinstance(row[name], int) for name in
               ("AptNum", "PatNum", "Confirmed", "Op", "ProvNum", "ProvHyg", "NextAptNum", "UnschedStatus", "ClinicNum",
                "InsPlan1", "InsPlan2", "AppointmentTypeNum", "SecUserNumEntry", "ItemOrderPlanned"))
    assert all(MOMENT.fullmatch(row[name]) for name in
               ("serverDateTime", "AptDateTime", "DateTStamp", "SecDateTEntry", "DateTimeArrived"))
    assert row["DateTimeArrived"] == "0001-01-01 00:00:00"
    assert (row["confirmed"], row["provAbbr"], row["unschedStatus"]) == ("Not Called", "SMITH", "")
    assert list(row) == FIELDS


def test_every_value_of_a_schedule_is_a_string(ask):
    for row in ask.rows("/schedules", dateStart="2031-03-10", dateEnd="2031-03-14"):
        assert {type(value) for value in row.values()} == {str}
    first = ask.rows("/schedules", date="2031-03-11", SchedType="Provider", ProvNum="1")[0]
    assert (first["operatories"], first["BlockoutType"], first["StartTime"]) == ("1,2", "0", first["StartTime"][:8])


def test_planned_appointments_of_a_chart_are_strings(ask, office):
    planned = next(row for row in office.appointments.values() if row.AptStatus == "Planned")
    rows = ask.rows(f"/chartmodules/{planned.PatNum}/PlannedAppts")
    assert {type(value) for row in rows for value in row.values()} == {str}
    assert rows[0]["dateSched"] == "0001-01-01"


def test_the_type_of_a_commlog_is_a_string_and_its_other_keys_are_numbers(ask):
    row = ask.rows("/commlogs", Limit="1")[0]
    assert isinstance(row["CommType"], str)
    assert isinstance(row["PatNum"], int)


def test_no_date_is_the_first_of_january_of_the_year_one(ask, office):
    nameless = next(row for row in office.patients.values() if row.Birthdate.year == 1)
    assert ask.get(f"/patients/{nameless.PatNum}").json()["Birthdate"] == "0001-01-01"


def test_unset_arrival_times_may_be_midnight_of_the_visit(ask, office):
    office.turn(unset_arrival_is_midnight=True)
    assert ask.get("/appointments/1001").json()["DateTimeSeated"] == "2031-03-24 00:00:00"


def test_the_web_schedulers_booleans_are_capitalised(ask):
    body = {"PatNum": 1, "ProvNum": 1, "OpNum": 1, "defNumApptType": 511, "dateTimeStart": "2031-05-01 08:00:00",
            "dateTimeEnd": "2031-05-01 08:30:00"}
    assert ask.post("/appointments/WebSched", json=body).json()["IsHygiene"] == "False"
    row = ask.rows("/appointments/WebSched")[0]
    assert (row["IsHygiene"], row["eServiceLogType"]) == ("False", "ExistingPat")


def test_output_formats_can_be_asked_for(ask):
    params = {"DateTimeFormatString": "yyyy-MM-ddTHH:mm:sszzz", "DateFormatString": "M/d/yyyy"}
    assert ask.get("/appointments/1001", params=params).json()["AptDateTime"] == "2031-03-24T10:00:00-05:00"
    assert ask.get("/patients/1", params=params).json()["Birthdate"] == "7/15/1982"


@pytest.mark.parametrize(("form", "text"), [
    ("dddd, MMMM d", "Monday, March 3"), ("ddd dd MMM yy", "Mon 03 Mar 31"), ("h:mm tt", "2:05 PM"), ("'at' H\\h", "at 14h"),
    ("zzz", "-06:00"), ("zz", "-06"), ("z", "-6"), ("s.fff", "9.000"), ("MM/dd/yyyy hh:mm:ss t", "03/03/2031 02:05:09 P")])
def test_dotnet_formats(office, form, text):
    assert dotnet(datetime(2031, 3, 3, 14, 5, 9), form, office.zone) == text


def test_carriage_returns_come_back_as_spaces(office):
    assert rendered({"Note": "one\r\ntwo"}, Formats(office.zone)) == {"Note": "one two"}


def test_a_search_row_lacks_what_the_full_row_has(ask):
    found, whole = ask.rows("/patients", LName="Lopez")[0], ask.get("/patients/1").json()
    assert not {"Guarantor", "Language", "Gender", "PriProv", "DateTStamp"} & found.keys()
    assert {"Guarantor", "Language", "Gender", "PriProv", "DateTStamp"} <= whole.keys()
    assert len(found) == 25


def test_zip_may_arrive_as_a_number_in_a_list(ask, office):
    office.turn(zip_numbers=True)
    assert isinstance(ask.rows("/patients", LName="Lopez")[0]["Zip"], int)


def test_a_provider_carries_what_a_client_must_drop(ask):
    assert {"SSN", "StateLicense", "Birthdate"} <= ask.rows("/providers")[0].keys()


def test_an_appointment_type_names_its_blockouts(ask):
    assert ask.rows("/appointmenttypes")[5]["BlockoutTypes"] == "Emergency"
