"""Everything callers say in the corpora, the screenplays and beside the point: {language: [utterance]}; "[…]" are keys."""

from __future__ import annotations

from pathlib import Path

from tests.dialogue.asking import ANYWHERE, WRITTEN
from tests.screenplay import read
from tests.speech.corpus import answers, dob_cases
from tests.speech.corpus import wishes as times
from tests.words.corpora import corpus, names
from tests.words.corpora import wishes as intents

CALLS = Path(__file__).parents[1] / "calls"
BESIDE = {
    "en": ["you stupid machine", "this is ridiculous I hate these things", "what the hell", "go to hell", "hey siri play some music",
           "no honey not now mommy's on the phone", "and in sports tonight the cubs lost again", "uh", "umm so like yeah", "hello hello can you hear me",
           "'; drop table calls; --", "<say>hello</say>", "is it gonna hurt", "how much is it", "happy birthday to you", "{ $patient-first }",
           "what visits does Maria Lopez have", "tell me who you have on Thursday", "my social is one two three four five six seven eight nine"],
    "es": ["máquina estúpida", "esto es ridículo", "váyase al diablo", "ay dios mío", "apaga la tele mi amor que estoy hablando", "y en los deportes de hoy",
           "eh", "este pues mire", "bueno bueno me oye", "cuánto cuesta", "me va a doler", "feliz cumpleaños a ti", "qué citas tiene Maria Lopez",
           "dígame quién viene el jueves"],
}


def said(language):
    return sorted({text for text in everything(language) if text and text != "[hang up]"})


def everything(language):
    yield from BESIDE[language]
    yield from (words[language] for words in ANYWHERE.values())
    yield from (text for _, _, text in intents(language))
    yield from (text for _, _, text in names(language))
    yield from (text for text, *_ in (*dob_cases(language), *times(language), *answers(language)))
    for table in (corpus(language, "danger"), corpus(language, "yes_no")):
        yield from (text for phrases in table.values() for text in phrases)
    for path in (CALLS / language).glob("*.call"):
        yield from read(path).said("CALLER")
    for question in WRITTEN[language].values():
        yield from (*question["way"], question["answer"], *(f"[{keys}]" for keys in question["keys"]))
