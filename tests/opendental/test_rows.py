"""Rows as they come, read into records."""

from datetime import date, datetime, timedelta

import pytest

from ivr.office.records import Blockout, Operatory, Patient, Provider, Shift, Visit
from ivr.opendental import rows
from ivr.opendental.errors import Garbled

PATIENT = {"PatNum": 4, "FName": "Ana", "LName": "Mora", "Preferred": "", "Birthdate": "1982-07-15", "HmPhone": "", "WkPhone": "",
           "WirelessPhone": "(217)555-0142", "TxtMsgOk": "Yes", "PatStatus": "Patient", "SSN": "000-00-0000"}
APPOINTMENT = {"AptNum": 51, "PatNum": 4, "AptStatus": "Scheduled", "Pattern": "/XX/", "Confirmed": 203, "Op": 3, "Note": "",
               "ProvNum": 1, "ProvHyg": 3, "AptDateTime": "2026-03-06 09:40:00", "NextAptNum": 0, "IsNewPatient": "false",
               "ProcDescript": "Pro", "ClinicNum": 0, "IsHygiene": "true", "AppointmentTypeNum": 2}
SCHEDULE = {"ScheduleNum": "9", "SchedDate": "2026-03-06", "StartTime": "08:00:00", "StopTime": "12:00:00", "SchedType": "Provider",
            "ProvNum": "2", "BlockoutType": "0", "blockoutType": "", "Note": "", "operatories": "4,7", "EmployeeNum": "0"}


def test_a_patient():
    assert rows.patient(PATIENT) == Patient(4, "Ana", "Mora", "", date(1982, 7, 15), ("2175550142",), True, "2175550142")


def test_a_patient_without_a_birth_date_has_none():
    assert rows.patient(PATIENT | {"Birthdate": "0001-01-01"}).birthdate is None


@pytest.mark.parametrize(("consent", "texts"), [("Yes", True), ("No", False), ("Unknown", False), ("true", False)])
def test_only_yes_lets_a_patient_be_texted(consent, texts):
    assert rows.patient(PATIENT | {"TxtMsgOk": consent}).texts is texts


@pytest.mark.parametrize(("typed", "digits"), [
    ("2175550142", "2175550142"), ("(217) 555-0142", "2175550142"), ("217.555.0142", "2175550142"), ("217/555-0142", "2175550142"),
    ("+1 217 555 0142", "2175550142"), ("1-217-555-0142", "2175550142"), ("217-555-0142 x12", "2175550142"),
    ("217-555-0142x12", "2175550142"), ("217-555-0142 Ext. 1234", "2175550142"), ("217-555-0142 #9", "2175550142"),
    ("217-555-0142, 217-555-0143", "2175550142"), ("217-555-0142 cell", "2175550142"), ("tel 217 5550142", "2175550142"),
    ("fax 217-555-0142", "2175550142"), ("555-0142", ""), ("", ""), ("see notes", ""), ("+44 20 7946 0958", ""), ("42175550142", ""),
    ("٢١٧٥٥٥٠١٤٢", ""),
])
def test_a_phone_however_it_was_typed_is_its_ten_digits(typed, digits):
    assert rows.ten_digits(typed) == digits


def test_an_appointment():
    assert rows.visit(APPOINTMENT) == Visit(51, 4, "Scheduled", datetime(2026, 3, 6, 9, 40), "/XX/", 1, 3, 3, True, False, 203, "", 2, "Pro")


@pytest.mark.parametrize(("field", "value", "name", "read"), [
    ("AptNum", "51", "number", 51), ("IsHygiene", "True", "hygiene", True), ("IsHygiene", False, "hygiene", False),
    ("IsNewPatient", "TRUE", "new_patient", True), ("Op", None, "operatory", 0), ("Note", None, "note", ""),
    ("AptDateTime", "0001-01-01 00:00:00", "starts_at", datetime(1, 1, 1)),
])
def test_what_is_read_leniently(field, value, name, read):
    assert getattr(rows.visit(APPOINTMENT | {field: value}), name) == read


@pytest.mark.parametrize(("field", "value"), [
    ("AptNum", ""), ("AptNum", "4a"), ("AptNum", True), ("AptNum", 4.5), ("AptNum", None), ("AptNum", [4]), ("AptStatus", None),
    ("AptStatus", {}), ("Pattern", ""), ("Pattern", "XOX"), ("Pattern", 7), ("IsHygiene", "yes"), ("IsHygiene", ""),
    ("IsHygiene", 1), ("AptDateTime", "2026-03-06"), ("AptDateTime", "2026-03-06 9:40:00"), ("AptDateTime", "2026-03-06 09:40"),
    ("AptDateTime", "2026-13-06 09:40:00"), ("AptDateTime", "2026-03-06T09:40:00"), ("AptDateTime", "2026-03-06 09:40:00+02:00"),
    ("AptDateTime", 5), ("AptDateTime", None), ("Note", ["a"]),
])
def test_a_field_that_is_not_what_it_should_be_is_named_and_its_value_is_not(field, value):
    with pytest.raises(Garbled) as caught:
        rows.visit(APPOINTMENT | {field: value})
    problem = "is missing" if value is None else "cannot be read"
    assert str(caught.value) == f"appointments: {field} {problem}"


@pytest.mark.parametrize("row", [None, [], "AptNum", 5])
def test_what_is_no_row_is_garbled(row):
    with pytest.raises(Garbled):
        rows.visit(row)


def test_a_provider_row_of_the_schedule_is_a_shift():
    assert rows.shift(SCHEDULE) == Shift(2, datetime(2026, 3, 6, 8), datetime(2026, 3, 6, 12), (4, 7))
    assert rows.shift(SCHEDULE | {"operatories": ""}).operatories == ()


def test_a_shift_may_end_at_midnight():
    assert rows.shift(SCHEDULE | {"StopTime": "24:00:00"}).ends_at == datetime(2026, 3, 7)


@pytest.mark.parametrize(("changes", "never"), [
    ({}, False), ({"BlockoutType": "302"}, True), ({"SchedType": "WebSchedASAP"}, True),
])
def test_a_blockout_is_never_bookable_by_its_type_or_when_held_for_the_asap_list(changes, never):
    row = SCHEDULE | {"SchedType": "Blockout", "ProvNum": "0", "BlockoutType": "301", "blockoutType": "Lunch"} | changes
    assert rows.blockout(row, frozenset({302})) == Blockout(datetime(2026, 3, 6, 8), datetime(2026, 3, 6, 12), (4, 7), "Lunch", never)


@pytest.mark.parametrize(("field", "value"), [
    ("StartTime", "8:00:00"), ("StartTime", "25:00:00"), ("StartTime", ""), ("SchedDate", "03/06/2026"), ("SchedDate", "2026-W10-5"),
    ("SchedDate", "20260306"), ("operatories", "4;7"), ("operatories", "a"), ("ProvNum", ""),
])
def test_a_schedule_row_that_cannot_be_read_is_garbled(field, value):
    with pytest.raises(Garbled, match=f"schedules: {field} cannot be read"):
        rows.shift(SCHEDULE | {field: value})


def test_a_chair():
    row = {"OperatoryNum": 3, "OpName": "Hygiene A", "IsHidden": "false", "ProvDentist": 1, "ProvHygienist": 3, "IsHygiene": "true", "ClinicNum": 0}
    assert rows.operatory(row) == Operatory(3, "Hygiene A", 1, 3, True)


@pytest.mark.parametrize(("changes", "hidden"), [({}, False), ({"IsHidden": "true"}, True), ({"ProvStatus": "Deleted"}, True)])
def test_a_provider_is_hidden_or_deleted_alike(changes, hidden):
    row = {"ProvNum": 3, "Abbr": "LEE", "LName": "Lee", "FName": "Dana", "IsSecondary": "true", "IsHidden": "false", "ProvStatus": "Active"}
    assert rows.provider(row | changes) == Provider(3, "LEE", "Dana", "Lee", True, hidden)


def test_clocks_are_counted_from_midnight():
    assert rows.clock("09:40:00") == timedelta(hours=9, minutes=40)
