"""Numbers as they are said: words to digits, and the digits of a telephone number."""

from __future__ import annotations

import re

UNITS = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
                 "eighteen nineteen".split(), range(20), strict=True))
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
ORDINALS = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
                    "sixteenth seventeenth eighteenth nineteenth twentieth".split(), range(1, 21), strict=True)) | {"thirtieth": 30}


def in_digits(text: str) -> str:
    """Number words as digits: "july fifteenth nineteen eighty two" is "july 15th 19 82"."""
    words, out = re.findall(r"[a-z']+|\d+(?:st|nd|rd|th)?|[:/.-]", text.lower()), []
    n = 0
    while n < len(words):
        word, after = words[n], words[n + 1] if n + 1 < len(words) else ""
        if word in TENS and after in UNITS and 0 < UNITS[after] < 10:
            out.append(str(TENS[word] + UNITS[after]))
            n += 1
        elif word in TENS and after in ORDINALS and ORDINALS[after] < 10:
            out.append(f"{TENS[word] + ORDINALS[after]}th")
            n += 1
        elif word in TENS or word in UNITS:
            out.append(str(TENS.get(word, UNITS.get(word))))
        elif word in ORDINALS:
            out.append(f"{ORDINALS[word]}th")
        elif word in ("oh", "o"):
            out.append("0")
        else:
            out.append(word)
        n += 1
    return " ".join(out)


def digits_said(text: str, locale: str) -> str:
    """The digits in what was said, run together."""
    return "".join(re.findall(r"\d", in_digits(text)))
