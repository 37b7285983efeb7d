import pytest

from ivr.speech.yes_no import yes_no
from tests.words.corpora import LOCALES, corpus

MEANT = {"yes": True, "no": False, "unclear": None}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("meaning", MEANT)
def test_every_answer_of_the_corpus_means_what_it_says(language, meaning):
    wrong = {said: yes_no(said, LOCALES[language]) for said in corpus(language, "yes_no")[meaning]}
    assert {said: heard for said, heard in wrong.items() if heard is not MEANT[meaning]} == {}


def test_a_long_story_is_no_answer_for_a_word_in_its_middle():
    story = "so my brother came over and we watched the game and he said it was right there on the table the whole time"
    assert yes_no(story, "en-US") is None
