"""
Everything that can go wrong with any request of any call, and what must hold all the same: nothing claimed that did not
happen, nothing done twice, nothing lost without somebody being told, and never an error for Twilio to read out.
"""

import contextlib
import re

import pytest
import stamina

from ivr.telephone.errors import LineFailed
from tests.stage import Stage
from tests.warm.warmed import renew, warmed

COUNTED = {"OPENDENTAL_MIN_INTERVAL_S": "0.01", "SECRET_KEY": "the same for all who share a warm book"}

FAULTS = ("status:status=500", "status:status=504,executed=true", "status:status=400", "throttle:retry_after=0", "lost:", "reset:",
          "garbage:", "empty:", "truncated:", "cut:", "down:", "hang:seconds=2")
# Every request of each flow, in its order: method, path, and which of the requests to that path.
BOOKING = ("GET /patients 1", "GET /appointments 1", "GET /appointmenttypes 1", "GET /operatories 1", "GET /appointments 2",
           "GET /appointments 3", "GET /schedules 1", "GET /definitions 1", "GET /appointments/Slots 1", "GET /appointments 4",
           "GET /definitions 2", "GET /preferences 1", "POST /appointments 1", "GET /appointments 5", "GET /appointments 6", "POST /commlogs 1")
CANCELLING = ("GET /patients 1", "GET /appointments 1", "GET /appointments/* 1", "PUT /appointments/* 1", "GET /appointments/* 2",
              "POST /commlogs 1")
WARM = ("GET /appointments 1", "GET /appointments/Slots 1", "GET /appointments 2", "POST /appointments 1", "GET /appointments 3",
        "POST /commlogs 1")
MOVING = ("GET /appointments/[0-9]* 1", "GET /appointments/Slots 1", "GET /appointments 4", "PUT /appointments/* 1",
          "GET /appointments 5", "POST /commlogs 1")     # before these, what it asks for is what a booking asks for

ANSWERS = (
    ("date of birth", "{born}"), ("How can I help", "{wish}"), ("anything else", "no"), ("another time", "no"),
    ("When would you like", "first available"), ("instead", "first available"), ("Which would you like", "the first one"),
    ("would one of these", "the first one"), ("suit you", "yes"), ("Shall I", "yes"), ("first and last name", "{name}"),
    ("spell", "{spelled}"), ("new patient here", "no"), ("pass it on", "please call me back"), ("number can we reach", "2175550142"),
)


def lead(stage, wish, born="july fifteenth nineteen eighty two", name="Maria Lopez"):
    """A caller who wants one thing and answers what is asked; everything heard."""
    facts = {"wish": wish, "born": born, "name": name, "spelled": " ".join(name.split()[-1])}
    heard = stage.phone.dial()
    text = [heard.text]
    for _ in range(25):
        if not heard.listening:
            return " ".join(text)
        said = next((answer for asked, answer in ANSWERS if asked.lower() in heard.text.lower()), None)
        heard = stage.phone.say(said.format(**facts)) if said else stage.phone.wait()
        text.append(heard.text)
    raise AssertionError("the call does not end")


def mishap(kind, request):
    method, path, nth = request.split()
    return f"{kind}{'' if kind.endswith(':') else ','}method={method},path={path},nth={nth}"


@pytest.fixture(autouse=True)
def at_once():
    """Reads are tried again as ever, but without a pause."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def visits_of(stage, patient):
    """The patient's, from the day of the call on."""
    return [row for row in stage.office.book() if row["patient"] == patient and row["AptDateTime"] >= stage.now]


def nothing_broke(stage, heard):
    assert stage.phone.violations == []
    assert stage.phone.faults == []
    told = re.findall(r"You're booked|is cancelled|is now on", heard)
    reached = stage.phone.dialled or stage.line.tasks.open()
    assert told or reached or "office will let you know" in heard, f"neither served nor handed on: {heard}"


def each(requests):
    """Every fault on every request of a flow."""
    def decorate(test):
        return pytest.mark.parametrize(("kind", "request_"), [
            pytest.param(kind, request, id=f"{kind.partition(',')[0].strip(':')}-{request.replace('/', '').replace(' ', '_')}",
                         marks=marks_of(kind, request))
            for kind in FAULTS for request in requests])(test)

    return decorate


def marks_of(kind, request):
    """What fails in one way fails like what fails in another of its class: not answered, answered unreadably, done all the same."""
    typical = ("reset:", "garbage:") if request.startswith("GET") else ("lost:", "truncated:", "status:status=400", "hang:seconds=2")
    return () if kind in typical else pytest.mark.long


def spoiled(line, kind, request):
    line.office.faults.add(mishap(kind, request))
    return line.office.faults


def a_booking_that_goes_wrong_does_no_harm(office, kind, request):
    spoiled(office, kind, request)
    heard = lead(office, "I need a cleaning")
    office.settle()
    nothing_broke(office, heard)
    it_happened(office)
    booked = visits_of(office, "Maria Lopez")
    assert len(booked) <= 1, "never twice"
    if "You're booked" in heard:
        assert [row["AptStatus"] for row in booked] == ["Scheduled"], "nothing is claimed that did not happen"
        assert office.commlogs() - office.logs_before == 1 or office.line.tasks.open()
    elif booked:
        assert office.line.tasks.open(), "what was done after the caller had gone is somebody's task"


@each(BOOKING)
def test_booking(stage, kind, request_):
    a_booking_that_goes_wrong_does_no_harm(stage(), kind, request_)


@each(WARM)
def test_booking_at_an_office_that_counts_requests(stage, kind, request_):
    a_booking_that_goes_wrong_does_no_harm(warm(stage), kind, request_)


def test_a_booking_there_costs_six_requests(stage):
    """
    What is planned or did not take place, while the caller says when; the office's free times, while the opening is read out;
    what changed, the visit, what changed, the note on the chart.
    """
    office = warm(stage)
    assert "You're booked" in lead(office, "I need a cleaning")
    office.settle()
    assert [f"{served.method} {served.path}" for served in office.office.requests] == [request.rpartition(" ")[0] for request in WARM]


def warm(stage):
    """A line whose office takes only so many requests a second, and whose book is warm."""
    office = stage(environment=COUNTED, store=warmed("counted", read_whole))
    renew("counted", office.line.database)
    copy = office.line.book.copy
    read = copy.part("visits")
    copy.put_part("visits", cursor=read.cursor, read_at=read.read_at - 30)      # half a minute ago
    return office


def read_whole(folder):
    office = Stage(folder, environment=COUNTED)
    while office.line.keeper.work():
        pass
    office.close()


@each(CANCELLING)
def test_cancelling(stage, kind, request_):
    office = stage(caller="+12175550143")
    spoiled(office, kind, request_)
    heard = lead(office, "I have to cancel my appointment", "november sixth nineteen seventy", "Marcus Bell")
    office.settle()
    nothing_broke(office, heard)
    it_happened(office)
    [visit] = visits_of(office, "Marcus Bell")
    if "is cancelled" in heard:
        assert visit["AptStatus"] == "UnschedList"
    elif visit["AptStatus"] != "Scheduled":
        assert office.line.tasks.open()


@each(MOVING)
def test_moving(stage, kind, request_):
    office = stage(caller="+12175550144")
    [before] = visits_of(office, "Susan Park")
    spoiled(office, kind, request_)
    heard = lead(office, "I want to move my appointment", "february twenty eighth nineteen sixty five", "Susan Park")
    office.settle()
    nothing_broke(office, heard)
    it_happened(office)
    [visit] = visits_of(office, "Susan Park")
    assert (visit["AptNum"], visit["AptStatus"]) == (before["AptNum"], "Scheduled"), "moved or left, never lost"
    if "is now on" in heard:
        assert visit["AptDateTime"] != before["AptDateTime"]
    elif visit["AptDateTime"] != before["AptDateTime"]:
        assert office.line.tasks.open()


def it_happened(stage):
    """A request that is no longer made would let its test pass for ever."""
    assert any(fault["fired"] for fault in stage.office.faults.listed())


def test_the_office_is_down_from_the_start(stage):
    office = stage()
    office.office.faults.add("down:")
    heard = lead(office, "I need a cleaning")
    assert "can't get to the appointment book" in heard
    nothing_broke(office, heard)
    assert office.changes() == []


def test_a_caller_who_rang_off_during_the_write_has_their_booking_seen_to(stage):
    office = stage()
    office.office.faults.add("slow:method=POST,path=/appointments,seconds=1")
    office.phone.dial()
    for said in ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one"):
        office.phone.say(said)
    with contextlib.suppress(LineFailed):
        office.phone.say("yes")
    office.phone.hang_up()
    office.settle()
    assert len(visits_of(office, "Maria Lopez")) == 1


def test_an_opening_taken_by_the_staff_in_the_meantime_is_not_booked(stage):
    office = stage()
    office.phone.dial()
    for said in ("I need a cleaning", "july fifteenth nineteen eighty two", "first available"):
        office.phone.say(said)
    agreed = office.phone.say("the first one")
    assert "Shall I book it" in agreed.text
    opening = office.opening_read_out()
    office.office.staff_book(40, opening.starts_at, opening.operatory, opening.provider)
    heard = office.phone.say("yes")
    assert "has just been taken" in heard.text
    assert "Which would you like" in heard.text
    assert visits_of(office, "Maria Lopez") == []


def test_a_collision_in_the_same_second_is_resolved_in_the_staffs_favour(stage):
    """Open Dental takes two visits in one chair without a word: ours is read back, found beside another, and taken back."""
    office = stage()
    office.phone.dial()
    for said in ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one"):
        office.phone.say(said)
    opening = office.opening_read_out()
    office.office.before("POST", "/appointments", lambda: office.office.staff_book(40, opening.starts_at, opening.operatory, opening.provider))
    heard = office.phone.say("yes")
    assert "has just been taken" in heard.text
    assert [row["AptStatus"] for row in visits_of(office, "Maria Lopez")] == ["UnschedList"]


def test_a_visit_the_staff_changed_in_the_meantime_is_left_alone(stage):
    office = stage(caller="+12175550143")
    office.phone.dial()
    office.phone.say("cancel my appointment")
    office.phone.say("november sixth nineteen seventy")
    [visit] = [row for row in visits_of(office, "Marcus Bell") if row["AptStatus"] == "Scheduled"]
    office.office.staff_move(visit["AptNum"], AptDateTime=visit["AptDateTime"].replace(hour=14))
    heard = office.phone.say("yes")
    assert "left it alone" in heard.text
    assert [row["AptStatus"] for row in visits_of(office, "Marcus Bell") if row["AptNum"] == visit["AptNum"]] == ["Scheduled"]
