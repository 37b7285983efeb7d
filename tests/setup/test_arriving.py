"""Whether what Twilio sends arrives is tried at the address Twilio is told."""

import threading
from contextlib import contextmanager

import pytest
from flask import Flask
from werkzeug.serving import make_server

from ivr.settings import Settings
from ivr.setup.arriving import arriving
from tests.stage import TOKEN


@pytest.fixture
def told(environ):
    """The findings on a line at *url*, as (level, found)."""
    def told(url, **given):
        settings = Settings.from_environment(environ | {"PUBLIC_URL": url, "TWILIO_AUTH_TOKEN": TOKEN} | given)
        return [(finding.level, finding.found.replace(url, "URL")) for finding in arriving(settings)]

    return told


@contextmanager
def something_else():
    server = make_server("127.0.0.1", 0, Flask("a router"))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_line_that_believes_twilio_is_in_order(stage, told):
    assert told(stage().url) == [("OK", "the line answers at URL, and believes what is signed as Twilio signs")]


def test_a_line_that_was_started_with_another_token_is_a_failure(stage, told):
    assert told(stage().url, TWILIO_AUTH_TOKEN="another") == [("FAIL", "the line at URL refuses what is signed as Twilio signs (403)")]


def test_a_line_that_was_started_with_another_address_is_a_failure(stage, told):
    line = stage(environment={"PUBLIC_URL": "https://line.example"})
    assert told(line.url) == [("FAIL", "the line at URL refuses what is signed as Twilio signs (403)")]


def test_what_is_not_the_line_is_a_failure(told):
    with something_else() as url:
        assert told(url) == [("FAIL", "what answers at URL is not the line (404)")]


def test_an_address_that_cannot_be_had_is_no_more_than_told(told):
    assert told("http://127.0.0.1:9") == [("WARN", "URL cannot be had from here (ConnectError)")]


def test_nothing_comes_of_trying(stage, told):
    line = stage()
    told(line.url)
    assert line.line.calls.recent() == []
    assert list(line.office.requests) == []
