"""A process that ends in mid-call, and one that knows other forms and records than the one before: the call goes on."""

import json

import pytest
from sqlalchemy import update

from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.schema import calls
from tests.durability.callers import BOOKED, Caller, line_of, people
from tests.durability.processes import NOW

WISH = "I need a cleaning"


class Office:
    """One office and one store, and the process of the line that is there at the moment."""

    def __init__(self, folder, office_url, office):
        self.folder, self.office_url, self.office, self.line = folder, office_url, office, None
        self.people = iter(people(office)[10:])
        self.deploy()

    def deploy(self):
        if self.line:
            self.line.close()
        self.line = line_of(f"sqlite:///{self.folder}/line.db", self.office_url, self.folder)
        self.turns = self.line.turns

    def take(self, *args):
        return self.turns.take(*args)

    def caller(self, sid, *until):
        """Somebody who is being asked one of these."""
        caller = Caller(self, sid, next(self.people), WISH)
        caller.dial()
        assert caller.until(*until or ("Shall I",)), caller.heard
        return caller

    def change(self, caller, edit):
        """What the store has of the call, as another version of the program would have left it."""
        state = json.loads(self.line.calls.opened(caller.sid).state)
        edit(state)
        with self.line.database.begin() as connection:
            connection.execute(update(calls).where(calls.c.sid == caller.sid).values(sealed_state=self.line.database.seal(json.dumps(state))))

    def visits(self, caller):
        return [row for row in self.office.appointments.values()
                if row.PatNum == caller.patient and "IVR-" in row.Note and row.AptStatus == "Scheduled"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = sample_office(NOW.date(), clock=lambda: NOW)
    with running(office) as office_url:
        there = Office(tmp_path_factory.mktemp("deploys"), office_url, office)
        yield there
        there.line.close()


def forget(name):
    return lambda state: state["values"].pop(name, None)


def spoil(name):
    """The record in the value has a field more than it used to have, and one the less."""
    def edit(state):
        if isinstance(state["values"].get(name), dict):
            state["values"][name].pop("starts_at", None)
            state["values"][name].pop("number", None)
    return edit


def unknown(name):
    return lambda state: state["values"].update({name: {"is": "Bygone", "x": 1}})


def new_format(state):
    state["format"] = 0


CHANGES = {
    "another item": lambda state: state["values"].update(bygone="a value"), "another record": unknown("opening"),
    "a missing value": forget("offer"), "a missing field": spoil("patient"), "a missing part": lambda state: state.pop("values"),
    "another form": lambda state: state.update(form="bygone"), "another question": lambda state: state.update(asking="bygone"),
    "another format": new_format, "another kind of value": lambda state: state.update(values=[], misses="many"),
}


def test_a_call_goes_on_in_another_process(office):
    caller = office.caller("CA1")
    office.deploy()
    assert BOOKED in caller.say("yes")


def test_what_cannot_be_read_is_asked_again(office):
    caller = office.caller("CA2")
    office.change(caller, spoil("opening"))
    assert "Which would you like" in caller.say("yes")


@pytest.mark.parametrize("until", [("date of birth",), ("Which would you like", "one of these", "suit you"), ("Shall I",)], ids=["birthdate", "opening", "ok"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_call_changed_by_a_deploy_is_led_to_an_end_that_is_true(office, change, until):
    caller = office.caller(f"CA {change} {until[0]}", *until)
    office.change(caller, CHANGES[change])
    assert (BOOKED in caller.lead()) == bool(office.visits(caller))


def test_a_second_agreement_after_a_deploy_is_not_taken_for_the_first(office):
    caller = office.caller("CA3")
    caller.say("yes")
    office.change(caller, new_format)
    caller.wish = "I need a filling"
    caller.heard.append("How can I help you today?")
    caller.lead()
    assert len(office.visits(caller)) == 2, caller.heard[-8:]
