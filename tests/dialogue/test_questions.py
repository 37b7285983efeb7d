"""
At every question of every dialogue, in every language: the words and keys that always work, silence, and the answer.

A call is tried from each question as it stood when the question had just been asked; see tests/dialogue/asking.py.
"""

import pytest

from ivr.dialogue.call import Call
from ivr.dialogues import FORMS
from tests.dialogue.asking import ANYWHERE, WRITTEN, asking
from tests.dialogue.corrected import CORRECTED

SAFE = ("person.message", "person.callback")        # no dialogue is turned to from there
MESSAGE = "person.message"                          # and whatever is said beside what only the line can be told is passed on
USUAL = ("book.when", "cancel.ok")        # tried always; the others when everything is proven
NONSENSE = {"en": "it's the same as before", "es": "ya se lo dije"}


def each(*left_out, only=()):
    return pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in USUAL else pytest.mark.long)
                                            for name in WRITTEN["en"] if name not in left_out and (not only or name in only)])


@pytest.fixture(scope="module", params=sorted(WRITTEN))
def line(request, tmp_path_factory):
    with asking(request.param, tmp_path_factory.mktemp("asking")) as found:
        yield found


def says(line, name, *words):
    """The call after the caller has said, at this question, one of the words that always work."""
    talk = line.at(name)
    for word in words:
        talk.say(ANYWHERE[word][line.language] if word in ANYWHERE else word)
    return talk


def test_the_same_questions_are_tried_in_every_language():
    assert set(WRITTEN["en"]) == set(WRITTEN["es"])


@pytest.mark.parametrize("item", [(form, item) for form in FORMS.values() for item in form.items if item.kind == "ask"],
                         ids=lambda each: f"{each[0].name}-{each[1].name}")
def test_every_item_that_is_asked_for_is_among_them(item):
    form, asked = item
    assert any(name.partition("-")[0] == form.prompt(asked) for name in WRITTEN["en"])


@pytest.mark.parametrize(("word", "variant"), [("help", "help"), ("repeat", ""), ("what", ""), ("star", "")])
@each()
def test_the_question_is_asked_again(line, name, word, variant):
    talk = says(line, name, word)
    assert (line.asked, line.variant, talk.call.misses) == (name, variant, 0)


@pytest.mark.parametrize("word", ["slower", "louder", "robot", "hours", "parking"])
@each(MESSAGE)
def test_what_is_asked_on_the_side_is_answered_and_the_question_asked_again(line, name, word):
    talk = says(line, name, word)
    assert (line.said, line.asked, talk.call.misses) == ([f"asides.{word}"], name, 0)


@pytest.mark.parametrize("word", ["slower", "robot"])
@each(only=(MESSAGE,))
def test_what_is_asked_of_the_line_is_answered_and_the_message_asked_for_again(line, name, word):
    talk = says(line, name, word)
    assert (line.said, line.asked, talk.call.misses) == ([f"asides.{word}"], name, 0)


@each()
def test_whoever_wants_a_moment_has_it_and_has_missed_nothing(line, name):
    talk = says(line, name, "hold on")
    assert line.asked == "common.take_your_time"
    talk.say("[silence]")
    assert (line.asked, talk.call.misses) == (name, 0)


@each()
def test_going_back_asks_a_question_of_the_same_dialogue(line, name):
    form = line.at(name).call.form
    assert says(line, name, "go back").call.form == form


@each()
def test_starting_over_asks_what_the_call_is_about(line, name):
    talk = says(line, name, "start over")
    assert (line.asked, talk.call.misses) == ("welcome.wish", 0)


@each("person.callback")
def test_never_mind_drops_it(line, name):
    says(line, name, "never mind")
    assert line.asked in ("more.anything", "HangUp")


@each()
def test_goodbye_ends_the_call_politely(line, name):
    assert says(line, name, "goodbye").over
    assert line.said[-1] == "farewell.goodbye"


@pytest.mark.parametrize("word", ["person", "zero"])
@each()
def test_a_person_is_rung(line, name, word):
    talk = says(line, name, word)
    assert (talk.call.form, talk.call.outcomes[-1]) == ("person", "transferred")


@each()
def test_the_other_language_is_spoken_from_then_on_and_the_question_asked_in_it(line, name):
    talk = says(line, name, "language")
    assert talk.call.language != line.language
    assert line.asked == name


@each()
def test_danger_is_answered_with_911_at_once_and_a_person_is_rung(line, name):
    talk = says(line, name, "danger")
    assert line.said[0] == "emergency.call_911"
    assert (talk.call.form, talk.call.outcomes[-1]) == ("emergency", "transferred")


@each(*SAFE)
def test_what_cannot_wait_goes_to_a_person_at_once(line, name):
    talk = says(line, name, "pressing")
    assert (talk.call.form, talk.call.outcomes[-1]) == ("urgent", "transferred")


@pytest.mark.parametrize("nothing", ["silence", "nonsense"])
@each()
def test_who_is_not_understood_is_asked_in_other_words_twice_and_then_the_call_goes_on_without(line, name, nothing):
    if (nothing, name) == ("nonsense", "person.message"):
        return                                          # it is passed on
    talk, form, asked = line.at(name), line.at(name).call.form, []
    for _ in range(2):
        talk.say("[silence]" if nothing == "silence" else NONSENSE[line.language])
        asked.append((line.asked, line.variant))
    assert asked == [(name, "again"), (name, "last")]
    before: Call = talk.call
    talk.say("[silence]")
    item = FORMS[form].named[before.asking]
    if item.unheard is None and not FORMS[form].safe:
        assert talk.call.form == "person"
    else:
        assert line.asked != name


@pytest.mark.parametrize("keys", ["#", "*#", "99", "1234567890" * 3, "0" * 40])
@each()
def test_keys_that_mean_nothing_there_are_survived(line, name, keys):
    talk = says(line, name, f"[{keys}]")
    assert talk.heard
    assert talk.over or talk.reply.then == "listen"


@pytest.mark.long
@pytest.mark.parametrize("n", range(len(CORRECTED["en"])))
def test_what_was_taken_can_be_put_right(line, n):
    name, words, item = CORRECTED[line.language][n]
    talk = line.at(name)
    for word in words:
        before = talk.call
        talk.say(word)
    assert talk.call.form == before.form
    assert talk.call.values[item] != before.values.get(item)
    talk.hang_up()


@pytest.mark.parametrize("word", ["goodbye", "never mind"])
def test_who_will_not_say_a_number_has_left_the_message_all_the_same(line, word):
    assert says(line, "person.callback", word).over
    assert line.said[-2:] == ["person.passed_on-unheard", "farewell.goodbye"]


# What follows changes the book, so it comes last.

@each()
def test_an_answer_is_taken(line, name):
    talk = says(line, name, line.question(name).answer)
    assert talk.over or (line.asked, talk.call.misses) != (name, 1)
    assert line.asked != name


@each()
def test_the_keys_are_taken_that_the_question_names(line, name):
    for keys in line.question(name).keys:
        talk = says(line, name, f"[{keys}]")
        assert talk.over or talk.call.misses == 0, keys
        talk.hang_up()
