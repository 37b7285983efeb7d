"""
What a speech recogniser makes of what was said: `disturbed(text, rate, chance)`.

Words are heard as others that sound like them, dropped, split, run together or doubled, at a given word error rate; and
numbers come now in words, now in digits.  At a rate of 0 everything is heard as it was said.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tests.screenplay import read
from tests.words.corpora import wishes

# Sounds the same, or all but: each group's words, or phrases, may be heard for each other.
HOMOPHONES = {
    "en": "to/two/too, for/four/fore, ate/eight, won/one, know/no, by/buy/bye, our/hour, are/r, week/weak, there/their, right/write, would/wood, "
          "i/eye, be/bee/b, see/sea/c, you/u, why/y, tea/t, oh/o, june/dune, may/made, march/marge, july/julie, cleaning/clean in/cleaned in, "
          "filling/feeling, crown/brown, checkup/check up, appointment/a point ment/ointment, cancel/council, book/look, move/groove, "
          "thursday/thirsty, tuesday/choose day, friday/fried day, monday/mundane, first/thirst/fist, second/seconds, yes/yet/guess, "
          "maria/mariah/marie, lopez/lopes/low pez, bell/belle/bill, marcus/markus/mark us, person/purse on, morning/mourning, nine/mine, five/hive, "
          "six/sex, ten/then, three/free/tree, seven/heaven, fifteen/fifty, thirteen/thirty, sixteen/sixty, seventeen/seventy, eighteen/eighty, "
          "nineteen/ninety, fifteenth/fiftieth, sixteenth/sixth/sixtieth, a/the, please/leaves, thanks/tanks, later/ladder",
    "es": "a/ha/ah, hora/ahora, cita/sita, dos/doce, sesenta/setenta, seis/tres/diez, sí/si/así, mil/mi, vez/ves, haber/a ver, cancelar/cancela, "
          "quiero/quieto, limpieza/limpia, martes/martez/arte, jueves/huevos, lunes/unos, viernes/bienes, julio/junio, marzo/mayo, quince/quinta/trece, "
          "mañana/manzana, tarde/tarda, primera/primero, una/luna, no/lo, reservar/servir, persona/personas, cambiar/cambia, gracias/gracia, "
          "lópez/lopes, maría/mario, ochenta/noventa, nací/así",
}
FILLERS = {"en": ("uh", "um", "like", "so", "and"), "es": ("eh", "este", "pues", "o sea", "y")}
NUMBERS = {"en": {word: n for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])}
           | {word: 20 + 10 * n for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])},
           "es": {word: n for n, word in enumerate(["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte"])}
           | {word: 30 + 10 * n for n, word in enumerate(["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"])}}
DIGITS = 0.3            # of utterances have their number words written as digits
ALIKE = 8               # words a word may be taken for
LETTERS = ["bcdegptvz", "fmnslx", "aj", "kq", "iy", "uw"]


def disturbed(text, rate, chance, language="en"):
    """
    Args:
        rate: Word error rate, 0 to 1; about that share of the words is touched.
        chance: A random.Random; the same seed disturbs in the same way.

    Returns:
        What was heard, perhaps nothing.
    """
    if not rate or text.startswith("["):
        return text
    heard, words = [], text.split()
    joins = False
    for word in words:
        found = error(word, chance, language) if chance.random() < rate else [word]
        if joins and found:
            heard[-1] += found.pop(0)
        heard += found
        joins = bool(heard) and chance.random() < rate * 0.05
    spoken = " ".join(heard)
    return in_digits(spoken, language) if chance.random() < DIGITS else spoken


def error(word, chance, language):
    """The words one word is heard as."""
    kind = chance.choices(("other", "dropped", "split", "doubled", "filled"), (60, 18, 8, 6, 8))[0]
    if kind == "dropped":
        return []
    if kind == "split" and len(word) > 5:
        at = chance.randrange(2, len(word) - 2)
        return [word[:at], word[at:]]
    if kind == "doubled":
        return [word, word]
    if kind == "filled":
        return [word, chance.choice(FILLERS[language])]
    bare = word.lower().strip(".,?!")
    return [misread(bare, chance)] if bare[:1].isdigit() else chance.choice(sounding_like(bare, language)).split()


def misread(number, chance):
    """One of its digits is another."""
    at = chance.choice([n for n, each in enumerate(number) if each.isdigit()])
    return number[:at] + chance.choice("0123456789") + number[at + 1:]


@cache
def sounding_like(word, language):
    """Homophones, and the words callers use that are nearest to it by letters and by sound."""
    groups = [group.strip().split("/") for group in HOMOPHONES[language].split(",")]
    same = [other for group in groups if word in group for other in group if other != word]
    if len(word) == 1:
        return same + [letter for group in LETTERS if word in group for letter in group if letter != word] or [word]
    near = process.extract(word, lexicon(language), scorer=OSA.normalized_similarity, limit=5 * ALIKE)
    ranked = sorted({other for other, *_ in near} - {word}, key=lambda other: (distance(word, other), other))
    return same * 3 + ranked[:ALIKE]


def distance(word, other):
    return OSA.normalized_distance(word, other) + OSA.normalized_distance(skeleton(word), skeleton(other)) + (word[0] != other[0]) * 0.1


def skeleton(word):
    return re.sub(r"(.)\1", r"\1", re.sub(r"[aeiouáéíóúhwy]", "", word.translate(str.maketrans("cqzvdg", "kksbtk")))) or word


@cache
def lexicon(language):
    """The words of the language's screenplays and phrases, sorted."""
    from tests.test_calls import CALLS

    lines = [line for path in CALLS if path.parent.name == language for line in read(path).said("CALLER") if not line.startswith("[")]
    lines += [phrase for _, wish, phrase in wishes(language) if wish != "spanish"]
    return sorted({word for line in lines for word in re.findall(r"[^\W\d_]+", line.lower()) if len(word) > 1} | set(NUMBERS[language]))


def in_digits(text, language):
    """Number words as digits: "nineteen eighty two" is "19 82"."""
    found = []
    for word in text.split():
        number = NUMBERS[language].get(word.lower())
        tens = found and found[-1][1]
        if number is not None and tens and tens % 10 == 0 and tens >= 20 and 0 < number < 10:
            found[-1] = (str(tens + number), 0)
        else:
            found.append((word, 0) if number is None else (str(number), number))
    return " ".join(word for word, _ in found)
