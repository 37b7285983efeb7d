"""A telephone number as it is said: digit by digit, in pairs, with "oh", "double" and "hundred"."""

from __future__ import annotations

import re

WORDS = {
    "en": (dict(zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], range(20), strict=True)) | {"oh": 0, "o": 0, "to": 2, "too": 2, "for": 4, "ate": 8},
           dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)),
           {"double": 2, "triple": 3}, "hundred"),
    "es": (dict(zip(["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"], range(30), strict=True)) | {"un": 1},
           dict(zip(["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"], range(30, 100, 10), strict=True)),
           {"doble": 2, "triple": 3}, "cien"),
}


def digits_said(text: str, locale: str) -> str:
    """The digits of what was said, run together; empty when there were none."""
    units, tens, times, hundred = WORDS[locale[:2]]
    out: list[str] = []
    repeat, ten = 1, False
    for word in re.findall(r"\d+|[^\W\d_]+", text.lower()):
        value = units.get(word, tens.get(word))
        if word in times:
            repeat = times[word]
            continue
        if word.isdigit():
            out.append(word)
        elif word == hundred and out:
            out.append("00")
        elif value is not None and ten and 0 < value < 10:
            out[-1] = str(int(out[-1]) + value)
        elif value is not None:
            out.extend([str(value)] * repeat)
        ten, repeat = word in tens, 1
    return "".join(out)
