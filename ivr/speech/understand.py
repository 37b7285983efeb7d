"""
What a caller's words mean: text in, meaning out.  Pure; `now` is office-local.

The plain forms of dates of birth, wishes and choices; dateparser is the last resort, behind guards, because it reads bare
numbers as dates and drops what it does not know.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import Any, TextIO

import dateparser

from ivr.speech import intents, names

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




MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH = "|".join(MONTHS)
DAY = "|".join(DAYS)


def load() -> None:
    dateparser.parse("april 3 1985", languages=["en"])


def understand(text: str, kind: str, now: datetime, locale: str, context: dict[str, Any] | None = None) -> Any:
    context = context or {}
    match kind:
        case "dob":
            return dob(text, now)
        case "preferred":
            return preferred(text, now)
        case "choice":
            return choice(text, context.get("options", []), now)
        case "intent":
            return intents.intent(text, locale, context)
        case "name":
            return names.name(text, locale, context)
        case "free":
            return free(text, now, locale, context)
    return None


def free(text: str, now: datetime, locale: str, context: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"intent": intents.intent(text, locale, context)}
    born = dob(text, now)
    if isinstance(born, str):
        found["dob"] = born
        text = text[: 0] if re.fullmatch(r"[\d\s]+", text) else _without_birth(text, born)
    named = re.search(r"\b(?:this is|it's|its|my name is|i'm|i am)\s+([A-Za-z]+ [A-Za-z]+)", text, re.I)
    if named and (name := names.name(named[1], locale, {"ask": "full"})) and "last" in name:
        found["name"] = name
    wish = preferred(text, now)
    if wish:
        found["preferred"] = wish
    return found


def _without_birth(text: str, born: str) -> str:
    said = in_digits(text)
    return re.sub(rf"(born|birthday|birth)?[^,]*?({MONTHS[int(born[5:7]) - 1]}) \d+(?:th|st|nd|rd)? (?:\d{{2}} \d{{2}}|\d{{4}}|\d{{2}})", " ", said)


def dob(text: str, now: datetime) -> Any:
    said = in_digits(text).replace("19 hundred", "1900")
    named = re.search(rf"\b({MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?(?: (\d{{4}}|\d{{1,2}} \d{{1,2}}|\d{{2}}))?\b", said)
    if named:
        year = (named[3] or "").split()
        if len(year) == 2:
            joined = int(year[0]) * 100 + int(year[1])
        elif year:
            joined = int(year[0])
        else:
            return {"incomplete": {"month": MONTHS.index(named[1]) + 1, "day": int(named[2])}}
        return _born(joined, MONTHS.index(named[1]) + 1, int(named[2]), now)
    digits = re.sub(r"\D", "", said)
    if len(digits) == 8 and re.fullmatch(r"[\d\s/.:-]+", said):
        return _born(int(digits[4:]), int(digits[:2]), int(digits[2:4]), now)
    if len(digits) == 6 and re.fullmatch(r"[\d\s/.:-]+", said):
        return _born(int(digits[4:]), int(digits[:2]), int(digits[2:4]), now)
    return None


def _born(year: int, month: int, day: int, now: datetime) -> str | None:
    years = [year] if year > 99 else [2000 + year, 1900 + year]
    for each in years:
        try:
            born = date(each, month, day)
        except ValueError:
            continue
        if now.date() - timedelta(days=130 * 366) < born <= now.date():
            return born.isoformat()
    return None


def preferred(text: str, now: datetime) -> Any:
    said, today = in_digits(text), now.date()
    window: dict[str, Any] = {}
    wish: dict[str, Any] = {}
    day = re.search(rf"\b(next )?({DAY})\b", said)
    dated = re.search(rf"\b({MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b", said)
    if dated:
        window |= _on(_coming(today, MONTHS.index(dated[1]) + 1, int(dated[2])))
    elif day:
        ahead = (DAYS.index(day[2]) - today.weekday()) % 7 or 7
        if day[1]:
            ahead = 7 - today.weekday() + DAYS.index(day[2])
        window |= _on(today + timedelta(days=ahead))
    elif "tomorrow" in said:
        window |= _on(today + timedelta(days=1))
    elif "today" in said:
        window |= _on(today)
    elif "next week" in said:
        monday = today + timedelta(days=7 - today.weekday())
        window |= {"from": monday.isoformat(), "to": (monday + timedelta(days=6)).isoformat()}
    clock = re.search(r"\b(?:at )?(\d{1,2})(?:[: ](\d{2}))? ?(a ?m|p ?m|o'clock)\b|\bat (\d{1,2})(?:[: ](\d{2}))?\b", said.replace(".", ""))
    if clock:
        hour, minute = int(clock[1] or clock[4]), int(clock[2] or clock[5] or 0)
        if hour <= 24 and minute < 60:
            hour = hour % 12 + 12 if (clock[3] or "").startswith("p") or (not (clock[3] or "").startswith("a") and 1 <= hour <= 6) else hour
            window["at"] = f"{hour % 24:02d}:{minute:02d}"
    elif "morning" in said:
        window["before"] = "12:00"
    elif "afternoon" in said:
        window |= {"after": "12:00", "before": "17:00"}
    if re.search(r"first available|soon|earliest|next available", said):
        wish["earliest"] = True
    if re.search(r"any ?time|whenever|don't care", said) or wish or window:
        return {"windows": [window], **wish}
    return None


def _on(day: date | None) -> dict[str, str]:
    return {"from": day.isoformat(), "to": day.isoformat()} if day else {}


def _coming(today: date, month: int, day: int) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def choice(text: str, options: list[dict[str, Any]], now: datetime) -> Any:
    said = in_digits(text)
    starts = [datetime.fromisoformat(option["start"]) for option in options]
    for pattern, relative in ((r"\bearlier\b", "earlier"), (r"\blater\b", "later"), (r"another day|other day|different day", "other_day")):
        if re.search(pattern, said):
            return {"action": "more", "relative": relative}
    if re.search(r"none of|neither|no none|anything else|something else", said):
        return {"action": "none"}
    place = re.search(r"\b(?:the |option |number )(1th|2th|3th|last|1|2|3)\b", said)
    if place:
        number = len(options) if place[1] == "last" else int(place[1][0])
        return {"action": "pick", "option": number} if number <= len(options) else {"action": "unclear"}
    wish = preferred(text, now)
    if wish is None:
        bare = re.fullmatch(r"\D*(\d{1,2})(?:[: ](\d{2}))?\D*", said)
        if bare:
            fits = [n for n, s in enumerate(starts, 1) if s.hour % 12 == int(bare[1]) % 12 and s.minute == int(bare[2] or 0)]
            if len(fits) == 1:
                return {"action": "pick", "option": fits[0]}
        if len(options) == 1 and re.search(r"\b(yes|yeah|sure|ok|okay|fine|perfect)\b", said):
            return {"action": "pick", "option": 1}
        return {"action": "unclear"}
    from ivr.office.offers import suits

    fits = [n for n, s in enumerate(starts, 1) if suits(s, wish)]
    if len(fits) == 1:
        return {"action": "pick", "option": fits[0]}
    return {"action": "ambiguous", "options": fits} if fits else {"action": "constraint", "preferred": wish}


def command(stdin: TextIO, stdout: TextIO) -> int:
    for line in stdin:
        answer: dict[str, Any] = {"id": None, "result": None}
        try:
            asked = json.loads(line)
            answer["id"] = asked.get("id")
            answer["result"] = understand(asked["text"], asked["kind"], datetime.fromisoformat(asked["now"]), asked["locale"],
                                          asked.get("context"))
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        print(json.dumps(answer), file=stdout)
    return 0
