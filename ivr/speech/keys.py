"""What the keypad says at each question.  0 is a person and * the question again, everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ivr.speech.beside import LATEST
from ivr.speech.dob import dob
from ivr.speech.language import load
from ivr.speech.listening import Listening, Meaning
from ivr.speech.telephone_number import telephone


def keyed(digits: str, at: Listening) -> Meaning:
    if digits == "0":
        return {"operator": True}
    if set(digits) == {"*"}:
        return {"variant": "repeat"}
    if not digits.isdigit():
        return {}
    return KEYED[at.question](digits, at)


def menu(meanings: Mapping[str, Meaning]) -> Callable[[str, Listening], Meaning]:
    return lambda digits, at: dict(meanings.get(digits, {}))


def nth_reason(digits: str, at: Listening) -> Meaning:
    order = at.vocabulary.order
    return {"reason": order[int(digits) - 1]} if 1 <= int(digits) <= len(order) else {}


def day_keyed(digits: str, at: Listening) -> Meaning:
    """1 is the first available; four digits are a month and a day."""
    if digits == "1":
        return {"when": {"windows": [{}], "earliest": True}}
    if len(digits) != 4:
        return {}
    month, day = (digits[:2], digits[2:]) if load(at.language).date_order == "mdy" else (digits[2:], digits[:2])
    found = next((d for d in (_day(at.now.year + n, month, day) for n in (0, 1)) if d and d >= at.now.date()), None)
    return {"when": {"windows": [{"from": found.isoformat(), "to": found.isoformat()}]}} if found else {}


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def birth_keyed(digits: str, at: Listening) -> Meaning:
    if at.wanted == "heard" and digits in ("1", "2"):
        return {"yes": digits == "1"}
    born = dob(digits, at.now, at.locale) if len(digits) in (6, 8) else None
    return {"dob": born} if born else {}


def nth_opening(digits: str, at: Listening) -> Meaning:
    relative = {"4": "earlier", "5": "later", "6": "other_day"}.get(digits)
    if relative:
        return {"choice": {"action": "more", "relative": relative}}
    return {"choice": {"action": "pick", "option": int(digits)}} if 1 <= int(digits) <= len(at.offered) else {}


def nth_visit(digits: str, at: Listening) -> Meaning:
    return {"choice": {"action": "pick", "option": int(digits)}} if 1 <= int(digits) <= len(at.visits) else {}


def number_keyed(digits: str, at: Listening) -> Meaning:
    found = telephone(digits)
    return {"number": found} if found else {}


def name_keyed(digits: str, at: Listening) -> Meaning:
    return {"letters": digits} if len(digits) >= 2 else {}


def minutes_keyed(digits: str, at: Listening) -> Meaning:
    return {"minutes": int(digits)} if 1 <= int(digits) <= LATEST else {}


def child_keyed(digits: str, at: Listening) -> Meaning:
    born = dob(digits, at.now, at.locale) if len(digits) in (6, 8) else None
    return {"child": {"born": born} if isinstance(born, str) else {"first_keys": digits}} if len(digits) >= 2 else {}


YES_NO = menu({"1": {"yes": True}, "2": {"yes": False}})

KEYED: dict[str, Callable[[str, Listening], Meaning]] = {
    "wish": menu({"1": {"wants": "book"}, "2": {"wants": "move"}, "3": {"wants": "cancel"}}),
    "more": YES_NO, "yes_no": YES_NO, "dob": birth_keyed, "name": name_keyed, "reason": nth_reason, "when": day_keyed,
    "opening": nth_opening, "visit": nth_visit, "number": number_keyed, "message": lambda digits, at: {"message": ""},
    "minutes": minutes_keyed, "child": child_keyed,
}
