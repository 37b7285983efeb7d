"""What a line that starts finds out about its office, and says in the log; the calls do not wait for it."""

from __future__ import annotations

import threading

import structlog

from ivr.opendental.book import Book
from ivr.opendental.errors import OfficeError
from ivr.opendental.gate import SYNC, Asking, asking
from ivr.opendental.inspection import Inspection
from ivr.operations.changes import Rights
from ivr.practice import Practice
from ivr.setup.fitting import unknown_in_office
from ivr.setup.reaching import permissions, version

AGAIN_S = 60.0          # while the office does not answer
log = structlog.get_logger()


def examine(practice: Practice, book: Book, rights: Rights) -> None:
    """
    Log what is wrong, with the remedy, and take away the rights the keys do not give.

    Raises:
        OfficeError: The office could not be asked.
    """
    inspection = Inspection.of(book)
    with asking(Asking(SYNC)):
        for named in unknown_in_office(practice, book):
            log.error("the practice file names what the office does not have", what=str(named), remedy="run ivr doctor")
        for finding in [*version(inspection), *permissions(inspection)]:
            if finding.level != "OK":
                log.error("the office does not let the line do everything", found=finding.found, remedy=finding.remedy)
        held = inspection.permissions()
    rights.appointments = held is None or "Appointments" in held


def examine_in_time(practice: Practice, book: Book, rights: Rights) -> None:
    """In a thread of its own, again and again until the office has answered."""

    def run() -> None:
        while True:
            try:
                return examine(practice, book, rights)
            except OfficeError as error:
                log.warning("the office could not be examined", error=type(error).__name__)
                threading.Event().wait(AGAIN_S)

    threading.Thread(target=run, name="examination", daemon=True).start()
