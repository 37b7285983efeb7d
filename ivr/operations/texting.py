"""The text a patient has just agreed to: nothing of the book is changed, and the chart is told that they agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from ivr.office.records import Visit
from ivr.office.requests import TextVisit
from ivr.opendental.errors import OfficeError

if TYPE_CHECKING:
    from ivr.operations.changes import Desk

log = structlog.get_logger()


class Consenting:
    kind = ""

    def __init__(self, request: TextVisit):
        self.request, self.patient = request, request.patient

    def fits(self, desk: Desk) -> str:
        return ""

    def send(self, desk: Desk, mark: str) -> Visit | None:
        raise AssertionError("a text changes nothing in the book")

    def landed(self, desk: Desk, mark: str) -> Visit | None:
        return None

    def agrees(self, visit: Visit) -> bool:
        return False

    def beside(self, visit: Visit, others: list[Visit]) -> bool:
        return True

    def take_back(self, desk: Desk, visit: Visit) -> None:
        raise AssertionError("a text is in nobody's way")


def keep(desk: Desk, request: TextVisit) -> None:
    """One try: where the office does not let us write it, or does not answer, the consent was for this call."""
    try:
        desk.book.allow_texts(request.patient.number)
    except OfficeError as error:
        log.warning("consent to texts not kept on the chart", error=type(error).__name__)
