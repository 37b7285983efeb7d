"""Who has not heard how it ended is told by the staff, and nobody else is."""

import httpx
import pytest

from ivr.exchange import Incoming, Patience
from ivr.telephone.phone import Telephone
from tests.operations.test_bad_days import visits_of
from tests.stage import LINE, TOKEN

MARIA = "+12175550142"
TO_THE_YES = ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one")
WAITS = Patience(3.0, 0.05, 0.05, writing=40)


class Losing(httpx.HTTPTransport):
    """The server answers, and dies before its answer is out."""

    saying = ""

    def handle_request(self, request):
        response = super().handle_request(request)
        response.read()
        lost = self.saying and self.saying in response.text
        return httpx.Response(502) if lost else httpx.Response(response.status_code, headers=response.headers, content=response.content)


@pytest.fixture
def called(stage):
    """The stage, a telephone that was led to the yes, and what is between it and the line."""
    line, between = stage(), Losing()
    phone = Telephone(line.url, auth_token=TOKEN, from_number=MARIA, to_number=LINE, client=httpx.Client(transport=between))
    phone.dial()
    for said in TO_THE_YES:
        phone.say(said)
    yield line, phone, between
    phone.close()


def told_by_the_staff(line):
    return [task.text.partition(":")[0] for task in line.line.tasks.open() if task.kind == "call back"]


def test_who_was_told_in_an_answer_that_was_lost_is_told_by_the_staff(called):
    line, phone, between = called
    between.saying = "You're booked"
    assert "something went wrong on our side" in phone.say("yes").text
    line.until(lambda: told_by_the_staff(line) == ["Booked, but the caller has not heard so"])
    assert len(visits_of(line, "Maria Lopez")) == 1


def test_who_went_on_after_they_were_told_is_not_told_again(called):
    line, phone, between = called
    assert "You're booked" in phone.say("yes").text
    phone.say("where are you")
    between.saying = "Goodbye"
    assert "something went wrong on our side" in phone.say("no thanks").text
    line.settle()
    assert told_by_the_staff(line) == []


def test_who_rings_off_once_they_were_told_is_not_told_again(called):
    line, phone, _ = called
    assert "You're booked" in phone.say("yes").text
    phone.hang_up()
    line.settle()
    assert told_by_the_staff(line) == []


def test_who_rings_off_while_it_is_being_booked_is_told_by_the_staff(stage):
    line = stage(patience=WAITS)
    line.office.faults.add("slow:method=POST,path=/appointments,seconds=0.5")
    turns, turn = line.line.turns, 0
    for said in ("", *TO_THE_YES, "yes"):
        reply = turns.take("CA1", turn, Incoming(said, caller=MARIA))
        while reply.then == "hold" and said != "yes":
            reply = turns.take("CA1", reply.turn, Incoming(caller=MARIA))
        turn = reply.turn
    assert reply.then == "hold"
    turns.end("CA1", "completed")
    line.until(lambda: told_by_the_staff(line) == ["Booked, but the caller has not heard so"])
