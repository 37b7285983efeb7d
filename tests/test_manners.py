"""How the line speaks and listens: in whose voice, how fast, for how long; and what staff hear before they take a call."""

from xml.etree import ElementTree

import pytest

from ivr.settings import SAMPLE_PRACTICE
from tests.test_webhooks import send

SLOW = "80%"
SAID = ("book a check up", "july fifteenth nineteen eighty two", "Thursday afternoon", "the first one")


@pytest.fixture
def talk(stage):
    office = stage()
    office.phone.dial()
    return office


def last(office):
    return ElementTree.fromstring(office.phone.documents[-1])


def said(office):
    """(text, language, rate) of everything said last."""
    return [("".join(say.itertext()), say.get("language"), next((p.get("rate") for p in say.iter("prosody")), ""))
            for say in last(office).iter("Say")]


def test_the_way_to_the_other_language_is_said_in_it(talk):
    assert ('Para español, diga "español".', "es-US", "") in said(talk)


def test_the_first_sentences_say_that_it_is_automated_and_how_to_reach_a_person(talk):
    text, language, _ = said(talk)[0]
    assert "automated assistant" in text
    assert "a person" in text
    assert language == "en-US"


def test_a_practice_with_one_language_names_no_other(stage, tmp_path):
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text().replace('languages = ["en", "es"]', 'languages = ["en"]'))
    office = stage(practice=str(file))
    assert "español" not in office.phone.dial().text


def test_whoever_asks_for_it_is_spoken_to_slowly_from_then_on(talk):
    talk.phone.say("could you slow down")
    assert {rate for _, _, rate in said(talk)} == {SLOW}
    talk.phone.say("I need a cleaning")
    assert {rate for _, _, rate in said(talk)} == {SLOW}


def test_whoever_asks_for_time_is_given_a_minute(talk):
    talk.phone.say("hold on a second")
    assert last(talk).find("Gather").get("timeout") == "60"


def test_after_a_wait_the_line_listens_as_before(talk):
    usual = last(talk).find("Gather").get("timeout")
    talk.phone.say("hold on a second")
    talk.phone.wait()
    assert last(talk).find("Gather").get("timeout") == usual


def test_however_often_a_caller_asks_for_time_nothing_was_missed(talk):
    talk.phone.say("I need a cleaning")
    asked = talk.phone.say("hold on").text
    for _ in range(5):
        asked = talk.phone.wait().text
        talk.phone.say("just a minute")
    assert asked == "What is the patient's date of birth?"
    assert talk.phone.dialled == []


@pytest.mark.parametrize("keys", ["", "2"])
def test_whoever_presses_no_1_is_not_connected(talk, keys):
    talk.phone.staff_presses = keys
    heard = talk.phone.say("a person please")
    assert "nobody can come to the phone" in heard.text
    assert heard.listening


def test_a_voicemail_hears_no_name(stage):
    office = stage()
    office.phone.dial()
    for each in ("I need a cleaning", "july fifteenth nineteen eighty two"):
        office.phone.say(each)
    office.phone.staff_presses = ""
    office.phone.say("a person please")
    assert office.phone.whispers
    assert not any("Maria" in each or "Lopez" in each for each in office.phone.whispers)


@pytest.mark.parametrize("fields", [{"ParentCallSid": "CA" + "9" * 32}, {}, {"ParentCallSid": "x" * 500}])
def test_a_call_nobody_knows_can_be_taken_all_the_same(stage, fields):
    office = stage()
    assert b"Press 1" in send(office, "/voice/whisper", **fields).content
    assert b"<Hangup" not in send(office, "/voice/whisper/taken", Digits="1", **fields).content


def test_another_key_than_1_hangs_up(stage):
    assert b"<Hangup" in send(stage(), "/voice/whisper/taken", Digits="5").content


@pytest.mark.parametrize(("spoken", "said"), [("exam", "an exam"), ("checkup", "a checkup")])
def test_the_article_fits_the_word(stage, tmp_path, spoken, said):
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text().replace('spoken = { en = "checkup"', f'spoken = {{ en = "{spoken}"'))
    office = stage(practice=str(file))
    office.phone.dial()
    heard = [office.phone.say(each).text for each in SAID]
    assert f"That would be {said} on" in " ".join(heard)
