"""Yes or no, by the words that say so."""

import re

YES = re.compile(r"\b(yes|yeah|yep|sure|ok|okay|please|right|correct|perfect|fine|good|absolutely)\b")
NO = re.compile(r"\b(no|nope|nah|don't|not)\b")


def yes_no(text: str, locale: str) -> bool | None:
    said = text.lower()
    if NO.search(said):
        return False
    return True if YES.search(said) else None
