"""
How well phrases are understood that nothing was fitted to.

    python bench/unseen.py [-v]

Harmful is what would cost somebody: another full date of birth, times the caller did not mean, another opening, another
name, an emergency missed, a no taken for a yes.  What is only not understood is asked again.  The mistakes in
`*_sealed.toml` are only counted, never shown, so that nobody can learn from them.
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
from ivr.speech.yes_no import yes_no
from tests.speech import corpus

HERE = Path(__file__).parent / "unseen"
Rows = dict[str, Any]
Ask = Callable[..., Any]
Judged = tuple[str, bool, bool, Any]        # phrase, right, harmful, what was understood


def dob(rows: Rows, ask: Ask) -> Iterator[Judged]:
    for meant, said in rows.get("dob", {}).items():
        for phrase in said:
            found = ask(phrase, "dob")
            yield phrase, found == meant, isinstance(found, str) and found != meant, found
    for row in rows.get("incomplete_dob", ()):
        for phrase in row["said"]:
            found = ask(phrase, "dob")
            yield phrase, found == {"incomplete": row["meant"]}, isinstance(found, str), found
    for phrase in nothing(rows, "dob"):
        found = ask(phrase, "dob")
        yield phrase, not isinstance(found, str), isinstance(found, str), found


def preferred(rows: Rows, ask: Ask) -> Iterator[Judged]:
    now = datetime.fromisoformat(rows["now"])
    for row in rows.get("preferred", ()):
        meant = [row["meant"], *row.get("or", ())]
        for phrase in row["said"]:
            found = ask(phrase, "preferred")
            right = any(corpus.same_wish(found, each, now) for each in meant)
            yield phrase, right, found is not None and not any(corpus.overlap(found, each, now) for each in meant), found
    for phrase in nothing(rows, "preferred"):
        found = ask(phrase, "preferred")
        yield phrase, found is None, found is not None, found


def nothing(rows: Rows, kind: str) -> list[str]:
    return [phrase for row in rows.get(f"nothing_of_{kind}", ()) for phrase in row["said"]]


def choice(rows: Rows, ask: Ask) -> Iterator[Judged]:
    for offer in rows.get("choice", ()):
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


def name(rows: Rows, ask: Ask) -> Iterator[Judged]:
    for row in rows.get("name", ()):
        for phrase in row["said"]:
            found = ask(phrase, "name", {"ask": row["ask"]})
            right = plain(found) == plain(row["meant"])
            yield phrase, right, bool(found) and not right, found
    for asked, said in rows.get("nothing_of_name", {}).items():
        for phrase in said:
            found = ask(phrase, "name", {"ask": asked})
            yield phrase, not found, bool(found), found


def plain(found: dict[str, str] | None) -> dict[str, str]:
    return {half: letters_only(part) for half, part in (found or {}).items()}


def intent(rows: Rows, ask: Ask) -> Iterator[Judged]:
    for wish, said in rows.get("intent", {}).items():
        for phrase in said:
            found = ask(phrase, "intent", {"state": "opening"})
            yield phrase, found == wish, wish == "emergency" != found, found


def agreed(rows: Rows, ask: Ask) -> Iterator[Judged]:
    meant = {"yes": True, "no": False, "unclear": None}
    for answer, said in rows.get("yes_no", {}).items():
        for phrase in said:
            found = yes_no(phrase, rows["locale"])
            yield phrase, found is meant[answer], bool(found) and answer != "yes", found


KINDS = {"dob": dob, "preferred": preferred, "choice": choice, "name": name, "intent": intent, "yes_no": agreed}


def asking(rows: Rows) -> Ask:
    now, locale = datetime.fromisoformat(rows["now"]), rows["locale"]

    def ask(text: str, kind: str, context: Any = None) -> Any:
        return understand(text, kind, now, locale, context)
    return ask


def told(label: str, found: list[Judged], shown: bool) -> None:
    right, harmful = sum(each[1] for each in found), sum(each[2] for each in found)
    print(f"{label:24}{len(found):8}{100 * right / len(found):9.1f}{100 * harmful / len(found):11.1f}")
    for phrase, _, bad, what in (each for each in found if shown and not each[1]):
        print(f"    {'HARM ' if bad else ''}{phrase!r} -> {what}")


def main() -> int:
    load()
    print(f"{'':24}{'phrases':>8}{'right %':>9}{'harmful %':>11}")
    for path in sorted(HERE.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, judged in KINDS.items():
            if found := list(judged(rows, asking(rows))):
                told(f"{kind} ({path.stem})", found, shown="-v" in sys.argv and not path.stem.endswith("_sealed"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
