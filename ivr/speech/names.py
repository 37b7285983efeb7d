"""Names, said or spelled, and whether they are a patient's."""

import re

KEYS = dict(zip("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999", strict=True))


def name(text, locale, context=None):
    words = re.findall(r"[A-Za-z']+", re.sub(r"(?i)\b(it'?s|this is|my name is|i am|i'm|name|first|last|is)\b", " ", text))
    ask = (context or {}).get("ask", "full")
    if ask.startswith("spell"):
        joined = "".join(words).title()
        return {ask.removeprefix("spell_"): joined} if joined else None
    if ask in ("first", "last"):
        return {ask: words[0].title()} if words else None
    return {"first": words[0].title(), "last": words[-1].title()} if len(words) >= 2 else {"first": words[0].title()} if words else None


def plain(word):
    return re.sub(r"[^a-z]", "", word.lower())


def fits(heard, first, last, preferred=""):
    own = {"first": {plain(first), plain(preferred)} - {""}, "last": {plain(last)}}
    return 2 if all(plain(heard[half]) in own[half] for half in heard) else 0


def keypad_fits(digits, last):
    return len(digits) >= 3 and "".join(KEYS[c] for c in plain(last)).startswith(digits)
