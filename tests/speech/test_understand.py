"""The one door: whatever comes in, an answer of the right shape goes out."""

import io
import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.speech.understand import command, understand

NOW = datetime(2026, 4, 15, 9, 40)
OPTIONS = {"options": [{"start": "2026-04-20T08:30"}, {"start": "2026-04-20T13:00"}]}
KINDS = ("dob", "preferred", "choice", "free")
SAID = (
    "the of first second thirty one twenty 20 7 15 1982 0 00 oh may march friday mondays next week after before to for at "
    "not no but or and between 2:30 10/31 am pm morning las la a de el manana y media cuarto para menos every 9999 month "
    "year day last this in two weeks from now early late end noon tonight ago with doctor option number thousand hundred "
    "mil viernes proximo que viene hasta until earliest same later relative , . ?"
)
WORDS = st.sampled_from(SAID.split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["en-US", "es-US"])
@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=14).map(" ".join)))
def test_no_text_is_too_odd(kind, locale, text):
    """There is an answer, and it can be sent as JSON."""
    assert json.dumps(understand(text, kind, NOW, locale, OPTIONS))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [
    "", " ", "a" * 5000, "7 " * 2500, "or friday " * 500, "1" * 5000, "🦷" * 1000, "<speak>&amp;<break/></speak>",
    "\x00\x07\x1b[0m",
    "٣ أبريل", "2026年4月15日", "не знаю", "''''", "½ past ²", "-" * 300, "between " * 400, "no " * 1000, "０７１５１９８２",
])
def test_no_text_is_too_long_or_foreign(kind, text):
    assert json.dumps(understand(text, kind, NOW, "en-US", OPTIONS))


@settings(max_examples=150, deadline=None)
@given(words=st.lists(WORDS, max_size=10))
def test_a_date_of_birth_is_never_in_the_future(words):
    born = understand(" ".join(words), "dob", NOW, "en-US")
    assert not isinstance(born, str) or (born[:4] >= "1896" and born <= "2026-04-15")


@settings(max_examples=150, deadline=None)
@given(words=st.lists(WORDS, max_size=10))
def test_a_window_ends_after_it_begins(words):
    for window in (understand(" ".join(words), "preferred", NOW, "en-US") or {"windows": []})["windows"]:
        assert window.get("from", "") <= window.get("to", "9999")
        assert window.get("after", "") < window.get("before", "99:99")


def test_an_unknown_language_is_read_as_english():
    assert understand("friday", "preferred", NOW, "fr-CA") == understand("friday", "preferred", NOW, "en-US")


@pytest.mark.parametrize(("text", "born", "wish"), [
    ("it's Marcus Bell, eleven six seventy, I'd like a checkup Friday the seventeenth, early if you can", "1970-11-06",
     {"windows": [{"from": "2026-04-17", "to": "2026-04-17", "before": "10:00"}]}),
    ("my birthday is july 15th 1982 and I want to come in tomorrow at ten", "1982-07-15",
     {"windows": [{"from": "2026-04-16", "to": "2026-04-16", "at": "10:00"}]}),
    ("can I come in on the 20th my date of birth is 7 15 82", "1982-07-15",
     {"windows": [{"from": "2026-04-20", "to": "2026-04-20"}]}),
    ("I need a cleaning june 5 at 10", None, {"windows": [{"from": "2026-06-05", "to": "2026-06-05", "at": "10:00"}]}),
    ("july fifteenth nineteen eighty two", "1982-07-15", None),
    ("next tuesday at 9 30", None, {"windows": [{"from": "2026-04-21", "to": "2026-04-21", "at": "09:30"}]}),
    ("I was born on may 5th 1990", "1990-05-05", None),
    ("7 15 1982 friday afternoon please", "1982-07-15",
     {"windows": [{"from": "2026-04-17", "to": "2026-04-17", "after": "12:00", "before": "17:00"}]}),
    ("june 5th 2026 at 9", None, {"windows": [{"from": "2026-06-05", "to": "2026-06-05", "at": "09:00"}]}),
    ("I'm calling about my bill", None, None),
])
def test_a_birth_date_and_a_wish_do_not_mix(text, born, wish):
    found = understand(text, "free", NOW, "en-US")
    assert found.get("dob") == born
    assert found.get("preferred") == wish


@pytest.mark.parametrize(("text", "name"), [
    ("hi this is Marcus Bell I need a cleaning", {"first": "Marcus", "last": "Bell"}),
    ("my name is jane doe and I'd like friday", {"first": "Jane", "last": "Doe"}),
    ("I'm calling about my bill", None), ("this is about my appointment", None), ("it's friday", None),
    ("I'd like to come in with Marcus Bell", None), ("I'm running late", None),
])
def test_a_name_needs_a_cue(text, name):
    assert understand(text, "free", NOW, "en-US").get("name") == name


def test_the_command_answers_every_line():
    """A line that cannot be read has a null result, with its id when there is one."""
    lines = [
        {"id": "a", "kind": "dob", "text": "7 15 82", "now": "2026-04-15T09:40", "locale": "en-US"},
        {"id": "b", "kind": "nonsense", "text": "x", "now": "2026-04-15T09:40", "locale": "en-US"},
        {"id": "c", "kind": "dob", "text": "7 15 82", "now": "not a time"}, [1], "text",
        {"id": "d", "kind": "choice", "text": "the first", "now": "2026-04-15T09:40", "context": {"options": [{"begins": 1}]}},
        {"id": "e", "kind": "preferred", "text": None, "now": "2026-04-15T09:40"},
    ]
    asked = io.StringIO("\n".join([*map(json.dumps, lines), "{broken", "", '{"id": "f"}']) + "\n")
    answered = io.StringIO()
    assert command(asked, answered) == 0
    replies = [json.loads(line) for line in answered.getvalue().splitlines()]
    assert replies[0] == {"id": "a", "result": "1982-07-15"}
    assert [(reply["id"], reply["result"]) for reply in replies[1:]] == [
        ("b", None), ("c", None), (None, None), (None, None), ("d", None), ("e", None), (None, None), ("f", None),
    ]
