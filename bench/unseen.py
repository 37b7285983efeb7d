"""
How well phrases are understood that nothing was fitted to.

    python bench/unseen.py

Harmful is what would cost somebody: another full date of birth, times the caller did not mean, another opening, another
name.  What is only not understood is asked again.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from ivr.speech.same_name import letters_only
from ivr.speech.understand import load, understand
from tests.speech import corpus

HERE = Path(__file__).parent / "unseen"
Judged = tuple[str, bool, bool, Any]        # phrase, right, harmful, what was understood


def dob(rows: dict[str, Any], ask: Callable[..., Any]) -> Iterator[Judged]:
    for meant, said in rows["dob"].items():
        for phrase in said:
            found = ask(phrase, "dob")
            yield phrase, found == meant, isinstance(found, str) and found != meant, found
    for phrase in rows["nothing_of_dob"][0]["said"]:
        found = ask(phrase, "dob")
        yield phrase, not isinstance(found, str), isinstance(found, str), found


def preferred(rows: dict[str, Any], ask: Callable[..., Any], now: datetime) -> Iterator[Judged]:
    for row in rows["preferred"]:
        meant = [row["meant"], *row.get("or", ())]
        for phrase in row["said"]:
            found = ask(phrase, "preferred")
            right = any(corpus.same_wish(found, each, now) for each in meant)
            yield phrase, right, found is not None and not any(corpus.overlap(found, each, now) for each in meant), found
    for phrase in rows["nothing_of_preferred"][0]["said"]:
        found = ask(phrase, "preferred")
        yield phrase, found is None, found is not None, found


def choice(rows: dict[str, Any], ask: Callable[..., Any]) -> Iterator[Judged]:
    for offer in rows["choice"]:
        context = {"options": offer["options"]}
        for option, said in offer["pick"].items():
            for phrase in said:
                found = ask(phrase, "choice", context)
                right = found.get("action") == "pick" and found.get("option") == int(option)
                yield phrase, right, found.get("action") == "pick" and not right, found
        for action, said in offer["other"].items():
            for phrase in said:
                found = ask(phrase, "choice", context)
                yield phrase, found.get("action") == action, found.get("action") == "pick", found


def name(rows: dict[str, Any], ask: Callable[..., Any]) -> Iterator[Judged]:
    for row in rows["name"]:
        for phrase in row["said"]:
            found = ask(phrase, "name", {"ask": row["ask"]})
            right = plain(found) == plain(row["meant"])
            yield phrase, right, bool(found) and not right, found
    for asked, said in rows["nothing_of_name"].items():
        for phrase in said:
            found = ask(phrase, "name", {"ask": asked})
            yield phrase, not found, bool(found), found


def plain(found: dict[str, str] | None) -> dict[str, str]:
    return {half: letters_only(part) for half, part in (found or {}).items()}


def main() -> int:
    load()
    print(f"{'':24}{'phrases':>8}{'right %':>9}{'harmful %':>11}")
    for path in sorted(HERE.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        now = datetime.fromisoformat(rows["now"])

        def ask(text: str, kind: str, context: Any = None, now: datetime = now, locale: str = rows["locale"]) -> Any:
            return understand(text, kind, now, locale, context)

        for kind, judged in (("dob", dob(rows, ask)), ("preferred", preferred(rows, ask, now)), ("choice", choice(rows, ask)),
                             ("name", name(rows, ask))):
            found = list(judged)
            right, harmful = sum(each[1] for each in found), sum(each[2] for each in found)
            print(f"{kind + ' (' + path.stem + ')':24}{len(found):8}{100 * right / len(found):9.1f}{100 * harmful / len(found):11.1f}")
            if "-v" in sys.argv:
                for phrase, _, bad, what in (each for each in found if not each[1]):
                    print(f"    {'HARM ' if bad else ''}{phrase!r} -> {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
