"""Names, types and versions of parameters and body fields."""

import pytest

MINE = {"PatNum": 1, "Op": 3, "AptDateTime": "2031-03-13 10:00:00"}


@pytest.mark.parametrize("name", ["search", "updatedSince", "phone", "DateTStamp", "limit"])
def test_patients_refuse_an_unknown_parameter(ask, name):
    assert ask.refusal("GET", "/patients", params={name: "1"}) == (400, f"'{name}' is not a valid parameter")


def test_appointments_ignore_one_and_send_rows_from_the_beginning(ask):
    everything = ask.rows("/appointments")
    assert ask.rows("/appointments", startDate="2031-03-10", providerIds="3") == everything
    assert ask.rows("/appointments", offset="100") == everything


def test_definitions_of_all_categories_answer_a_lower_case_category(ask, office):
    everything = ask.rows("/definitions")
    assert {row["Category"] for row in everything} > {2, 25}
    assert ask.rows("/definitions", category="BlockoutTypes") == everything
    office.turn(program_version="26.2.1.0")
    assert {row["Category"] for row in ask.rows("/definitions", category="BlockoutTypes")} == {25}


def test_lower_case_limit_works_only_where_switched(ask, office):
    assert len(ask.rows("/appointments", limit="5")) == 100
    office.turn(lowercase_limit=True)
    assert len(ask.rows("/appointments", limit="5")) == 5


@pytest.mark.parametrize(("field", "value", "text"), [
    ("AptStatus", 1, "AptStatus is invalid"), ("AptStatus", "Broken", "AptStatus is invalid"),
    ("AptStatus", "scheduled", "AptStatus is invalid"), ("Pattern", "XX-", "Pattern is invalid."),
    ("Pattern", "", "Pattern is invalid."), ("IsHygiene", True, "IsHygiene is invalid."),
    ("Priority", "Soon", "Priority is invalid."),
    ("AptDateTime", "2031-03-13", "AptDateTime format must be yyyy-MM-dd HH:mm:ss."),
    ("AptDateTime", "2031-13-13 10:00:00", "AptDateTime format must be yyyy-MM-dd HH:mm:ss."),
    ("AptDateTime", "2031-03-13T10:00:00", "AptDateTime format must be yyyy-MM-dd HH:mm:ss."),
    ("Note", 5, "Note is invalid."), ("Confirmed", 25, "Confirmed is invalid."),
    ("colorOverride", "red", "colorOverride is invalid.")])
def test_a_value_of_the_wrong_type_is_told(ask, field, value, text):
    assert ask.refusal("POST", "/appointments", json=MINE | {field: value}) == (400, text)


@pytest.mark.parametrize(("field", "text"), [
    ("PatNum", "Patient not found."), ("Op", "Operatory not found."), ("ProvNum", "Provider not found."),
    ("ProvHyg", "Provider not found."), ("AppointmentTypeNum", "AppointmentType not found."), ("ClinicNum", "Clinic not found")])
def test_a_key_that_names_no_row_is_a_404(ask, field, text):
    assert ask.refusal("POST", "/appointments", json=MINE | {field: 99999}) == (404, text)


@pytest.mark.parametrize("field", ["PatNum", "Op", "AptDateTime"])
def test_a_missing_required_field_is_told(ask, field):
    body = {name: value for name, value in MINE.items() if name != field}
    assert ask.refusal("POST", "/appointments", json=body) == (400, f"{field} is required.")


def test_unknown_body_fields_are_ignored_or_refused_as_switched(ask, office):
    assert ask.post("/appointments", json=MINE | {"patNum": 7, "Reason": "x"}).status_code == 201
    office.turn(unknown_body_fields="refuse")
    assert ask.refusal("POST", "/appointments", json=MINE | {"Reason": "x"})[0] == 400


def test_json_booleans_are_taken_only_where_switched(ask, office):
    office.turn(json_booleans=True)
    assert ask.post("/appointments", json=MINE | {"IsHygiene": True}).json()["IsHygiene"] == "true"


def test_a_filter_takes_one_value_unless_switched(ask, office):
    assert ask.refusal("GET", "/appointments", params={"Op": "1,2"}) == (400, "Op is invalid.")
    office.turn(multi_values=True)
    assert {row["Op"] for row in ask.rows("/appointments", Op="1,2", date="2031-03-11")} == {1, 2}


@pytest.mark.parametrize(("version", "path", "params"), [
    ("22.4.0.0", "/appointments", {"Op": "3"}), ("24.4.21.0", "/appointments", {"AppointmentTypeNum": "1"}),
    ("22.2.13", "/operatories", {"DateTimeFormatString": "o"}), ("22.4.18", "/patients/Simple", {"Guarantor": "5"})])
def test_a_parameter_newer_than_the_office_is_refused(ask, office, version, path, params):
    assert ask.get(path, params=params).status_code == 200
    office.turn(program_version=version)
    assert ask.refusal("GET", path, params=params) == (400, f"'{next(iter(params))}' is not a valid parameter")
    office.turn(newer_parameters="ignore")
    assert ask.get(path, params=params).status_code == 200


@pytest.mark.parametrize(("version", "method", "path", "text"), [
    ("21.2", "PUT", "/appointments/1001/Break", "appointments PUT Break is not a valid method."),
    ("22.3", "GET", "/recalls", "recalls GET  is not a valid method."),
    ("23.1.29", "GET", "/histappointments", "histappointments GET  is not a valid method.")])
def test_a_method_newer_than_the_office_does_not_exist(ask, office, version, method, path, text):
    office.turn(program_version=version)
    assert ask.refusal(method, path) == (400, text)


def test_the_version_can_be_read(ask, office):
    assert ask.rows("/preferences", PrefName="ProgramVersion")[0]["ValueString"] == office.switches.program_version


def test_fields_of_schedules_and_commlogs_follow_the_version(ask, office):
    office.turn(program_version="23.3.6")
    assert "DateTStamp" not in ask.rows("/schedules", date="2031-03-11")[0]
    assert ask.post("/commlogs", json={"PatNum": 1, "Note": "x"}).text == ""
    assert ask.refusal("GET", "/commlogs") == (400, "PatNum is required.")


def test_fields_without_a_known_version_are_shown_only_where_switched(ask, office):
    assert "IsMirrored" not in ask.get("/appointments/1001").json()
    office.turn(newer_fields=True)
    assert ask.get("/appointments/1001").json()["IsMirrored"] == "false"
    assert "MedUrgNote" in ask.get("/patients/1").json()
