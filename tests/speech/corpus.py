"""Reads the corpora, and compares wishes by what they allow."""

import tomllib
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AHEAD = 430                     # days a wish is judged over
MINUTES = 24 * 60
LANGUAGES = ("en", "es")


@lru_cache
def corpus(language, kind):
    return tomllib.loads((HERE / language / f"{kind}.toml").read_text(encoding="utf-8"))


def dob_cases(language):
    rows = corpus(language, "dob")
    for meant, said in rows["dates"].items():
        yield from ((text, meant) for text in said)
    for row in rows["incomplete"]:
        known = {name: row[name] for name in ("year", "month", "day") if name in row}
        yield from ((text, {"incomplete": known}) for text in row["said"])
    yield from ((text, None) for text in rows["nothing"]["said"])


def wishes(language):
    rows = corpus(language, "preferred")
    for row in rows["wish"]:
        meant = {key: value for key, value in row.items() if key not in ("said", "or")}
        yield from ((text, (meant, *row.get("or", ()))) for text in row["said"])
    yield from ((text, (None,)) for text in rows["nothing"]["said"])


def answers(language):
    for offer in corpus(language, "choice")["offer"]:
        context = {"options": offer["options"]}
        for row in offer["answer"]:
            meant = {key: value for key, value in row.items() if key != "said"}
            yield from ((text, meant, context) for text in row["said"])


def now_of(language, kind):
    rows = corpus(language, kind)
    return datetime.fromisoformat(rows["now"]), rows["locale"]


def same_wish(one, other, now):
    """Whether two wishes allow the same minutes of the next 430 days, and want the same of them."""
    if one is None or other is None:
        return one is other
    flags = all(bool(one.get(flag)) == bool(other.get(flag)) for flag in ("earliest", "latest"))
    words = all((one.get(name) or "") == (other.get(name) or "") for name in ("relative", "provider"))
    return flags and words and all(
        minutes(one, now, n) == minutes(other, now, n) for n in range(AHEAD)
    )


def overlap(one, other, now):
    return any(minutes(one, now, n) & minutes(other, now, n) for n in range(AHEAD))


def minutes(wish, now, n):
    """The minutes of the *n*-th day from now that *wish* allows, as a bit mask."""
    day = now.date() + timedelta(days=n)
    allowed = 0
    for window in wish["windows"]:
        allowed |= mask(window, day)
    for window in wish.get("exclude", ()):
        allowed &= ~mask(window, day)
    past = (1 << (now.hour * 60 + now.minute)) - 1 if n == 0 else 0
    return allowed & ~past


def mask(window, day):
    if not (window.get("from", "") <= day.isoformat() <= window.get("to", "9999")):
        return 0
    if DAYS[day.weekday()] not in (window.get("weekdays") or DAYS):
        return 0
    if "at" in window:
        return 1 << clock(window["at"])
    start, end = clock(window.get("after", "00:00")), clock(window["before"]) if "before" in window else MINUTES
    return ((1 << end) - 1) & ~((1 << start) - 1)


def clock(said):
    hours, minutes = said.split(":")
    return int(hours) * 60 + int(minutes)
