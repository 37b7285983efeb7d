"""What may stand in a field: SQL, markup, templates, control characters, other scripts; none of it is ever more than text."""

import itertools
from xml.etree import ElementTree

import pytest
from sqlalchemy import func, select

from ivr.store.schema import schema
from ivr.telephone.rules import faults
from tests.security.conftest import FIELDS

NASTY = (
    "'; DROP TABLE calls; --", "\" OR \"1\"=\"1", "1) UNION SELECT sealed FROM keys --", "</Say><Dial>+19005550100</Dial><Say>",
    "<script>alert(1)</script>", "]]><Redirect>http://evil.example</Redirect>", "&xxe;", "{{ 7*7 }} ${7*7} { $patient-first }",
    "%s %n {0.__class__}", "../../../../etc/passwd", "\r\nSet-Cookie: console=x", "\x00\x1b[2J\u202e", "x" * 70_000, "９９９", "🦷" * 300,
)
SENT = ("CallSid", "From", "To", "SpeechResult", "Digits", "Confidence", "CallStatus", "DialCallStatus", "DialBridged", "ParentCallSid",
        "ErrorCode", "ErrorUrl", "Language", "CallerName", "Body", "AccountSid")
TOGETHER = (("CallSid",), ("From",), ("SpeechResult",), ("Digits",), ("ParentCallSid",), SENT[1:])
PATHS = ("/voice", "/voice/turn?n=1", "/voice/status", "/voice/fallback", "/voice/fallback/rang", "/voice/whisper", "/voice/whisper/taken",
         "/texts")
_sids = itertools.count()


def counted(door):
    with door.stage.line.database.begin() as connection:
        return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in schema.sorted_tables}


@pytest.mark.parametrize("path", PATHS)
def test_whatever_stands_in_any_field_the_answer_is_sound_and_the_store_whole(door, path):
    before = door.stage.book()
    for fields, text in itertools.product(TOGETHER, NASTY):
        answer = door.post(path, fields={"CallSid": f"CA{next(_sids):032}", **dict.fromkeys(fields, text)})
        assert answer.status_code in (200, 204), (fields, text)
        if path != "/texts" and answer.status_code == 200:      # a text is answered with nothing
            assert faults(answer.data) == [], (fields, text)
            assert dialled(answer.data) <= {"+12175550100"}, (fields, text)
        assert "Set-Cookie" not in answer.headers
    assert set(counted(door)) == {table.name for table in schema.sorted_tables}
    assert door.stage.book() == before


def dialled(body):
    """Whom a document rings."""
    return {number.text for number in ElementTree.fromstring(body).iter("Number")}


@pytest.mark.parametrize("text", NASTY)
def test_what_is_said_is_never_said_back_as_markup(door, text):
    """The message left for the staff is what was said; the documents hold none of it but as text."""
    sid = f"CA{next(_sids):032}"
    for turn, said in enumerate(["", "a person please", text]):
        answer = door.post("/voice" if not turn else f"/voice/turn?n={turn}", fields={"CallSid": sid, "SpeechResult": said})
        assert faults(answer.data) == []
    assert door.stage.line.calls.opened(sid) is not None


@pytest.mark.parametrize("turn", ["-1", "0x1", "1 OR 1=1", "١", "1e9", "99999999999999999999", "", "1&n=2", "%00", "../1"])
def test_a_turn_that_is_no_number_is_the_first(door, turn):
    answer = door.post(f"/voice/turn?n={turn}", fields={"CallSid": FIELDS["CallSid"]})
    assert answer.status_code in (200, 403)         # what is not as it was signed is not signed
    assert answer.status_code == 403 or faults(answer.data) == []
