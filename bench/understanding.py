"""
How well and how fast dates, times, birth dates and choices are understood, on the corpora of the tests.

    python bench/understanding.py

Beside each kind stands what dateparser alone makes of the same phrases; it has no windows, so it is right about a wish
when the one day or moment it finds is all that was meant.
"""

import statistics
import sys
import time
import warnings
from datetime import timedelta
from pathlib import Path

import dateparser

sys.path.insert(0, str(Path(__file__).parents[1]))

from ivr.speech import understand as door
from tests.speech import corpus

WARM = 2                        # rounds before the one that is measured
TIMED = 5                       # calls, of which the median counts


def measured(call):
    """(what *call* returns, the milliseconds it takes)."""
    took = []
    for _ in range(TIMED):
        start = time.perf_counter()
        found = call()
        took.append((time.perf_counter() - start) * 1000)
    return found, statistics.median(took)


def births(language):
    now, locale = corpus.now_of(language, "dob")
    for text, meant in corpus.dob_cases(language):
        found, took = measured(lambda text=text: door.understand(text, "dob", now, locale))
        yield found == meant, isinstance(found, str) and found != meant, took


def wishes(language):
    now, locale = corpus.now_of(language, "preferred")
    for text, meant in corpus.wishes(language):
        found, took = measured(lambda text=text: door.understand(text, "preferred", now, locale))
        right = any(corpus.same_wish(found, reading, now) for reading in meant)
        wrong = not right and found and not any(reading and corpus.overlap(found, reading, now) for reading in meant)
        yield right, bool(wrong), took


def choices(language):
    now, locale = corpus.now_of(language, "choice")
    for text, meant, context in corpus.answers(language):
        found, took = measured(lambda text=text, context=context: door.understand(text, "choice", now, locale, context))
        right = found == meant
        if found["action"] == meant["action"] == "constraint":
            right = corpus.same_wish(found["preferred"], meant["preferred"], now)
        yield right, not right and found["action"] == "pick", took


def parsed(text, language, now, prefer):
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": prefer}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dateparser.parse(text, languages=[language], settings=settings) if text.strip() else None


def births_by_dateparser(language):
    now, _ = corpus.now_of(language, "dob")
    for text, meant in corpus.dob_cases(language):
        start = time.perf_counter()
        found = parsed(text, language, now, "past")
        said = found.date().isoformat() if found else None
        yield said == meant, said is not None and said != meant, (time.perf_counter() - start) * 1000


def wishes_by_dateparser(language):
    now, _ = corpus.now_of(language, "preferred")
    for text, meant in corpus.wishes(language):
        start = time.perf_counter()
        found = parsed(text, language, now, "future")
        took = (time.perf_counter() - start) * 1000
        readings = [as_day(found), as_moment(found)] if found and now <= found < now + timedelta(corpus.AHEAD) else [None]
        right = any(corpus.same_wish(one, reading, now) for one in readings for reading in meant)
        near = any(reading and readings[0] and corpus.overlap(readings[0], reading, now) for reading in meant)
        wrong = not right and found and not near
        yield right, bool(wrong), took


def as_day(found):
    return {"windows": [{"from": found.date().isoformat(), "to": found.date().isoformat()}]}


def as_moment(found):
    return {"windows": [{**as_day(found)["windows"][0], "at": found.strftime("%H:%M")}]}


def row(name, results):
    right, wrong, took = (list(column) for column in zip(*results, strict=True))
    took.sort()
    p99 = took[min(len(took) - 1, int(len(took) * 0.99))]
    share, harmful = 100 * sum(right) / len(right), 100 * sum(wrong) / len(wrong)
    print(f"{name:28}{len(right):7}{share:9.1f}{harmful:9.1f}{statistics.median(took):11.3f}{p99:9.3f}")


def main():
    door.load()
    print(f"{'':28}{'phrases':>7}{'right %':>9}{'wrong %':>9}{'median ms':>11}{'p99 ms':>9}")
    for language in corpus.LANGUAGES:
        for name, results in (("dob", births), ("preferred", wishes), ("choice", choices)):
            for _ in range(WARM):
                list(results(language))
            row(f"{name} ({language})", results(language))
        row(f"dob, dateparser ({language})", births_by_dateparser(language))
        row(f"preferred, dateparser ({language})"[:28], wishes_by_dateparser(language))


if __name__ == "__main__":
    main()
