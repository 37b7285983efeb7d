"""
What the office answers instead of rows: one exception, and the sentences known from offices and documentation.

Sentences quoted by a source are kept to the letter, double spaces and missing full stops included, because clients
compare them.
"""

from __future__ import annotations

MALFORMED = "Malformed API request."
CONNECTOR_DOWN = "The office's eConnector is not running"
TOO_MANY = "Too many requests"
TOO_LONG = "The request was not finished in time."
OVERLAP = "Appointment overlaps existing appointment or blockout. Please change the appointment length."


class Refused(Exception):
    """An answer other than 200 and 201; *text* is the bare sentence of its body."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status} {text}")
        self.status = status
        self.text = text


def invalid(name: str) -> Refused:
    # AptStatus is the one seen without a full stop.
    return Refused(400, f"{name} is invalid" if name == "AptStatus" else f"{name} is invalid.")


def required(name: str) -> Refused:
    return Refused(400, f"{name} is required.")


def missing(thing: str) -> Refused:
    # Schedules and clinics are documented without the full stop.
    return Refused(404, f"{thing} not found" + ("" if thing in ("Schedule", "Clinic") else "."))


def unknown_parameter(name: str) -> Refused:
    return Refused(400, f"'{name}' is not a valid parameter")


def unknown_resource(name: str) -> Refused:
    return Refused(404, f"{name} is not a valid resource.")


def unknown_method(resource: str, verb: str, method: str) -> Refused:
    return Refused(400, f"{resource} {verb} {method} is not a valid method.")


def forbidden(permission: str) -> Refused:
    return Refused(401, f"The API key does not have the {permission} permission.")
