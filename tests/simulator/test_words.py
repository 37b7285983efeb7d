"""Resources, methods and rows that do not exist, in the interface's own words; the order of checks."""

import pytest


@pytest.mark.parametrize(("method", "path", "status", "text"), [
    ("GET", "/patient", 404, "patient is not a valid resource."),
    ("GET", "/Patients", 404, "Patients is not a valid resource."),
    ("DELETE", "/appointments/1001", 400, "appointments DELETE  is not a valid method."),
    ("DELETE", "/appointments/999999", 400, "appointments DELETE  is not a valid method."),
    ("PUT", "/appointments/1001/Brake", 400, "appointments PUT Brake is not a valid method."),
    ("POST", "/schedules", 400, "schedules POST  is not a valid method."),
    ("GET", "/appointments/999999", 404, "Appointment not found."),
    ("GET", "/patients/999999", 404, "Patient not found."),
    ("GET", "/schedules/999999", 404, "Schedule not found"),
    ("GET", "/providers/99", 404, "Provider not found."),
    ("GET", "/chartmodules/999999/PlannedAppts", 404, "Patient not found."),
    ("PUT", "/appointments/999999/Break", 400, "sendToUnscheduledList is required.")])
def test_what_is_not_there_is_told_to_the_letter(ask, method, path, status, text):
    assert ask.refusal(method, path) == (status, text)


def test_a_body_that_is_not_json_is_malformed(ask):
    assert ask.refusal("POST", "/appointments", content=b"{oops") == (400, "Malformed API request.")


def test_error_sentences_are_bare_or_quoted_as_switched(ask, office):
    assert ask.get("/patient").text == "patient is not a valid resource."
    office.turn(error_quotes=True)
    assert ask.get("/patient").text == '"patient is not a valid resource."'


def test_a_missing_row_is_told_after_a_missing_field_of_the_body(ask):
    assert ask.refusal("PUT", "/appointments/999999/Break", json={"sendToUnscheduledList": "true"})[0] == 404
