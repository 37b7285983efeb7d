"""A call at the keyboard reads like a screenplay."""

import io
import textwrap

import pytest

from ivr import talk
from ivr.talk import call_command, converse
from tests.telephone.line import BYE, TOKEN, Line, ask, listening

RING = '<Say>One moment.</Say><Dial action="/voice/turn?n=1"><Number>+12175550100</Number></Dial>'


def played(line, typed, interactive=False, **options):
    out = io.StringIO()
    code = converse(line.phone(**options), io.StringIO(typed), out, interactive)
    return code, out.getvalue()


def screenplay(text):
    return textwrap.dedent(text).lstrip("\n")


def test_a_piped_call_is_a_screenplay():
    line = Line("<Say>Thank you for calling.</Say>" + ask(), ask("And?"), ask("So?"), ask("Hm?"), ask("Yes?"), RING, BYE)
    code, out = played(line, "um I need a cleaning\n# nobody says this\n2\n[12#]\n\n[silence]\n[0]\n")
    assert code == 0
    assert out == screenplay("""
        IVR     Thank you for calling. How?
        CALLER  um I need a cleaning
        IVR     And?
        CALLER  [2]
        IVR     So?
        CALLER  [12#]
        IVR     Hm?
        CALLER  [silence]
        IVR     Yes?
        CALLER  [silence]
        IVR     One moment.
                (rings the front desk at +12175550100)
        IVR     Bye.
                (hangs up)
        """)
    said = [asked.fields.get("SpeechResult") or asked.fields.get("Digits") for asked in line.asked[1:6]]
    assert said == ["Um I need a cleaning.", "2", "12", None, None]


@pytest.mark.parametrize("typed", ["", "[hang up]\n"])
def test_the_end_of_the_input_hangs_up(typed):
    line = Line(ask())
    code, out = played(line, typed)
    assert code == 0
    assert out == "IVR     How?\nCALLER  [hang up]\n"
    assert line.paths == ["/voice", "/voice/status"]


def test_a_typing_caller_is_prompted_and_not_repeated():
    _, out = played(Line(ask(), BYE), "hello\n", interactive=True)
    assert out.splitlines()[2:] == ["IVR     How?", "CALLER  IVR     Bye.", "        (hangs up)"]
    assert out.startswith("Type what you would say")


def test_long_speech_is_wrapped_under_its_beginning():
    _, out = played(Line(f"<Say>{'A word or two. ' * 20}</Say>"), "")
    first, second = out.splitlines()[:2]
    assert first.startswith("IVR     A word")
    assert second[:9].strip() == second[8]
    assert len(first) <= talk.WIDEST


def test_pauses_and_holds_are_shown():
    _, out = played(Line('<Say>One moment.</Say><Pause length="3"/><Say>Thanks.</Say><Hangup/>'), "")
    assert out == screenplay("""
        IVR     One moment.
                (a pause of 3 s)
        IVR     Thanks.
                (hangs up)
        """)


def test_what_twilio_would_object_to_is_shown_once_and_fails_the_call():
    line = Line("<Say>Hi {name}.</Say>" + ask(), "<Say>Hi {name}.</Say>" + BYE)
    code, out = played(line, "\n")
    assert code == 1
    assert out.count("(! /voice: <Say> has markup or a place that was not filled: 'Hi {name}.')") == 1


def test_a_line_that_cannot_be_reached_is_said_to_be():
    with listening(Line().app) as url:
        pass
    out = io.StringIO()
    code = converse(talk.Telephone(url), io.StringIO(), out, interactive=False)
    assert code == 1
    assert "(! /voice: 11205 no connection" in out.getvalue()


def test_a_line_that_never_lets_the_caller_speak_fails_the_call():
    code, out = played(Line(*["<Redirect>/voice</Redirect>"] * 41), "")
    assert code == 1
    assert "(the line failed: more than 40 documents" in out


def test_an_interrupted_caller_hangs_up():
    class Interrupted(io.StringIO):
        def readline(self, size=-1):
            raise KeyboardInterrupt

    line = Line(ask())
    with pytest.raises(KeyboardInterrupt):
        converse(line.phone(), Interrupted(), io.StringIO(), interactive=True)
    assert line.paths == ["/voice", "/voice/status"]


def test_the_command_calls_a_running_line(monkeypatch, capsys):
    line = Line(ask(), RING, BYE)
    monkeypatch.setattr("sys.stdin", io.StringIO("a person please\n"))
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", f"{TOKEN},an-older-one")
    monkeypatch.setenv("PUBLIC_URL", "https://line.example")
    with listening(line.app) as url:
        code = call_command([url, "--from", "+13035550123", "--to", "+13035550100", "--front-desk", "busy"])
    assert code == 0
    assert all(asked.signed for asked in line.asked)
    assert (line.asked[0].fields["From"], line.asked[0].fields["To"]) == ("+13035550123", "+13035550100")
    assert line.last.fields["DialCallStatus"] == "busy"
    assert "CALLER  a person please" in capsys.readouterr().out
