import pytest

from ivr.speech.names import name
from ivr.speech.same_name import fits, keypad_fits, letters_only
from tests.words.corpora import LOCALES, names


def compared(heard: dict[str, str] | None) -> dict[str, str] | None:
    return heard and {half: letters_only(part) for half, part in heard.items()}


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_are_heard_as_the_corpus_says(language):
    """All but one in a hundred, case, accents, spaces, hyphens and apostrophes aside."""
    heard = [(phrase, ask, name(phrase, LOCALES[language], {"ask": ask}), meant) for ask, meant, phrase in names(language)]
    missed = [each for each in heard if compared(each[2]) != compared(each[3])]
    assert len(missed) <= 0.01 * len(heard), missed


@pytest.mark.parametrize(("ask", "said", "heard"), [
    ("full", "sean o'brien", {"first": "Sean", "last": "O'Brien"}),
    ("spell_last", "o r t i z hyphen d i a z", {"last": "Ortiz-Diaz"}),
    ("full", "maria de la cruz", {"first": "Maria", "last": "De La Cruz"}),
])
def test_names_are_written_as_names_are(ask, said, heard):
    assert name(said, "en-US", {"ask": ask}) == heard


@pytest.mark.parametrize(("heard", "chart", "fit"), [
    ({"first": "Robert", "last": "Smith"}, ("Robert", "Smith"), 2),
    ({"first": "bob", "last": "SMITH"}, ("Robert", "Smith"), 2),
    ({"first": "Bob", "last": "Smyth"}, ("Robert", "Smith"), 1),
    ({"first": "Robert", "last": "Jones"}, ("Robert", "Smith"), 0),
    ({"first": "Lupe", "last": "Núñez"}, ("Guadalupe", "Nunez"), 2),
    ({"last": "ortiz diaz"}, ("Diego", "Ortiz-Díaz"), 2),
    ({"last": "Ortiz"}, ("Diego", "Ortiz-Díaz"), 1),
    ({"first": "Kim"}, ("Tim", "Lee"), 0),
    ({"first": "Meghann"}, ("Megan", "Lee"), 2),
    ({"first": "Kathryn", "last": "Walsh"}, ("Catherine", "Walsh"), 2),
    ({"first": "Shaun"}, ("Sean", "Lee"), 2),
    ({"first": "Sofía"}, ("Sophia", "Lee"), 2),
    ({"first": "Dan"}, ("Don", "Lee"), 1),
    ({"first": "Smith", "last": "Robert"}, ("Robert", "Smith"), 1),
    ({"last": "Wolsh"}, ("Karen", "Walsh"), 1),
    ({"last": "Nguyen"}, ("Karen", "Walsh"), 0),
    ({}, ("Karen", "Walsh"), 0),
    ({"first": "", "last": ""}, ("", ""), 0),
])
def test_how_a_heard_name_fits_a_chart(heard, chart, fit):
    assert fits(heard, *chart) == fit


def test_preferred_is_as_good_as_the_first_name():
    assert fits({"first": "Trey", "last": "Walsh"}, "Charles", "Walsh", "Trey") == 2
    assert fits({"first": "Trey", "last": "Walsh"}, "Charles", "Walsh") == 0


@pytest.mark.parametrize(("digits", "last", "fit"), [
    ("925", "Walsh", True), ("92574", "Walsh", True), ("92", "Walsh", False), ("926", "Walsh", False), ("925744", "Walsh", False),
    ("625", "O'Brien", False), ("627", "O'Brien", True), ("54", "Li", True), ("5", "Li", False), ("", "Walsh", False), ("222", "", False),
])
def test_keys_are_the_beginning_of_the_last_name(digits, last, fit):
    assert keypad_fits(digits, last) is fit
