"""The changes that leave a visit its time: confirmed by its patient, wished for sooner, or late today."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ivr.office.records import Visit
from ivr.office.requests import ConfirmVisit, HurryVisit, TellLate

if TYPE_CHECKING:
    from ivr.operations.changes import Desk


class Marking(ABC):
    """A visit on the book that stays where it is."""

    def __init__(self, request: ConfirmVisit | HurryVisit | TellLate):
        self.patient, self.visit = request.patient, request.visit
        self.kind = request.visit.kind

    def fits(self, desk: Desk) -> str:
        """Only a visit that is still on the book as it was read out is touched."""
        now = desk.book.visit(self.visit.number)
        return "" if now is not None and self.stands(now) else "changed"

    def stands(self, now: Visit) -> bool:
        then = self.visit
        return now.status == "Scheduled" and (now.patient, now.starts_at, now.minutes) == (then.patient, then.starts_at, then.minutes)

    @abstractmethod
    def send(self, desk: Desk, mark: str) -> Visit | None: ...

    def landed(self, desk: Desk, mark: str) -> Visit | None:
        now = desk.book.visit(self.visit.number)
        return now if now is not None and self.agrees(now) else None

    @abstractmethod
    def agrees(self, visit: Visit) -> bool: ...

    def beside(self, visit: Visit, others: list[Visit]) -> bool:
        return True

    def take_back(self, desk: Desk, visit: Visit) -> None:
        raise AssertionError("a visit that keeps its time collides with nothing new")


class Confirming(Marking):
    def __init__(self, request: ConfirmVisit):
        super().__init__(request)
        self.accepted = request.accepted

    def send(self, desk: Desk, mark: str) -> Visit | None:
        desk.book.confirm(self.visit.number, self.accepted)
        return None

    def agrees(self, visit: Visit) -> bool:
        return visit.number == self.visit.number and visit.confirmed == self.accepted and self.stands(visit)


class Hurrying(Marking):
    def send(self, desk: Desk, mark: str) -> Visit | None:
        return desk.book.want_sooner(self.visit.number)

    def agrees(self, visit: Visit) -> bool:
        return visit.number == self.visit.number and visit.asap and self.stands(visit)


class Telling(Marking):
    """Nothing is sent: the staff are told, and the chart."""

    def __init__(self, request: TellLate):
        super().__init__(request)
        self.request = request

    def send(self, desk: Desk, mark: str) -> Visit | None:
        raise AssertionError("being late changes nothing in the book")

    def agrees(self, visit: Visit) -> bool:
        return visit.number == self.visit.number and self.stands(visit)
