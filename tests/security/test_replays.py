"""A recording of everything Twilio ever sent, signatures and all, sent once more."""

import httpx
import pytest
from sqlalchemy import func, select
from twilio.request_validator import RequestValidator

from ivr.operations.states import ENDED
from ivr.store.forgetting import purge
from ivr.store.schema import operations
from tests.privacy.leaks import leaks
from tests.stage import TOKEN

BOOKING = ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one", "yes")


@pytest.fixture
def booked(stage):
    """A line that has booked a visit, and rung off."""
    line = stage()
    line.phone.dial()
    for said in BOOKING:
        heard = line.phone.say(said)
    assert "You're booked" in heard.text
    line.phone.hang_up()
    line.settle()
    return line


def replayed(line):
    """Everything again, in order; the answers."""
    validator = RequestValidator(TOKEN)
    return [httpx.post(asked.url, data=asked.fields, headers={"X-Twilio-Signature": validator.compute_signature(asked.url, asked.fields)})
            for asked in list(line.phone.requests)]


def kept(line):
    with line.line.database.begin() as connection:
        agreed = connection.execute(select(func.count()).select_from(operations)).scalar_one()
    return agreed, line.book(), line.commlogs(), [task.kind for task in line.line.tasks.open()]


def test_a_whole_call_replayed_changes_nothing_and_tells_nothing(booked):
    before = kept(booked)
    answers = replayed(booked)
    assert len(answers) > len(BOOKING)
    assert not any("Maria" in answer.text or "booked" in answer.text for answer in answers)
    assert kept(booked) == before


def test_nor_does_it_when_the_call_itself_has_been_forgotten(booked):
    purge(booked.line.database, 4e9, ENDED)
    before = kept(booked)
    answers = replayed(booked)
    assert not any("Maria" in answer.text or "Gather" in answer.text for answer in answers)
    assert kept(booked) == before


def test_the_addresses_in_a_call_name_nobody(booked):
    addresses = [asked.url for asked in booked.phone.requests]
    assert leaks(" ".join(addresses)) == []
    assert all("?n=" in address or "?" not in address for address in addresses)
