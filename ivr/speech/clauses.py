"""
Which of the days and times said are wanted, which are refused, and which were only mentioned.

A refusal before its object ("not friday", "I work mondays") reaches to the end of the clause; one after it ("mondays
don't work") takes what was said since the last pause.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from ivr.speech.grammar import Reading
from ivr.speech.items import Item
from ivr.speech.windows import Days, Hours, meet, span

WANTED, REFUSED, MENTIONED = "+", "-", "0"
GATHERED = ("days", "hours", "or", "and")
REFUSALS = ("not", "except", "bad", "cant", "busy")
ENDS = {"dropped": MENTIONED, "want": WANTED, "but": WANTED, "off": WANTED}       # of a clause, and how the next begins


class Clauses(NamedTuple):
    wanted: list[Item]
    refused: list[list[Item]]       # each refusal by itself


class Sorting:
    """The walk over the items; *group* holds those whose fate is still open."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.wanted: list[Item] = []
        self.refused: list[list[Item]] = []
        self.group: list[Item] = []
        self.mode = WANTED
        self.word = ""

    def close(self, mode: str = WANTED) -> None:
        """Let the open items go where they belong, and go on in *mode*."""
        self.place(self.group, self.mode)
        self.group, self.mode = [], mode

    def place(self, group: list[Item], mode: str) -> None:
        if not any(item.kind in ("days", "hours") for item in group):
            group = []
        if mode == WANTED and group:
            self.wanted += group
        elif mode == REFUSED and group:
            self.refuse(group)

    def refuse(self, group: list[Item]) -> None:
        if self.word == "not" and (said_instead := corrected(group, self.reading)):
            self.wanted.append(said_instead)
        elif self.word == "busy" and (free := [freed(item) for item in group]) and free != group:
            self.wanted += free
        else:
            self.refused.append(group)

    def since_pause(self) -> list[Item]:
        """Take the items since the last pause out of the open ones."""
        at = max((n + 1 for n, item in enumerate(self.group) if item.kind == "stop"), default=0)
        if at == 0 and self.mode == REFUSED:
            at = last_run(self.group)
        taken, self.group = self.group[at:], self.group[:at]
        return taken


def sorted_out(found: Sequence[Item], reading: Reading) -> Clauses:
    sorting = Sorting(reading)
    for n, item in enumerate(found):
        take(sorting, item, found[n + 1:])
    sorting.close()
    return Clauses(sorting.wanted, sorting.refused)


def take(sorting: Sorting, item: Item, rest: Sequence[Item]) -> None:
    if item.kind in GATHERED:
        if sorting.mode == REFUSED and own_negation(sorting.reading, item):
            sorting.close()
        sorting.group.append(item)
    elif item.kind in REFUSALS:
        refusal(sorting, item, rest)
    elif item.kind == "stop":
        pause(sorting, item)
    elif item.kind in ("good", "off_after"):
        said = sorting.since_pause()
        sorting.close()
        sorting.place(said, WANTED)
    elif item.kind in ENDS:
        sorting.close(ENDS[item.kind])


def refusal(sorting: Sorting, item: Item, rest: Sequence[Item]) -> None:
    """Of what was said, or else of what follows; a second "not" leaves the first one's word."""
    if refuses_what_was_said(sorting, item, rest):
        said = beside_scope(sorting, sorting.since_pause())
        sorting.close()
        sorting.word = item.kind
        sorting.place(said, REFUSED)
    else:
        keep = sorting.mode == REFUSED and item.kind == "not"
        sorting.close(REFUSED)
        sorting.word = sorting.word if keep else item.kind


def own_negation(reading: Reading, item: Item) -> bool:
    """"not mondays and not before ten": the second "not" is part of its bound, and refuses nothing."""
    first, *rest = reading.tokens[item.start].text.split()
    return bool(rest) and first in reading.language.alone["negated"]


def pause(sorting: Sorting, item: Item) -> None:
    if item.value in ".;?!" or sorting.mode == MENTIONED:
        sorting.close()
    else:
        sorting.group.append(item)


def refuses_what_was_said(sorting: Sorting, item: Item, rest: Sequence[Item]) -> bool:
    if item.kind == "except" or not any(open_item.kind in ("days", "hours") for open_item in sorting.group):
        return False
    if item.kind == "not" and not sorting.reading.is_a(item.start, "not_after"):
        return False
    follows = next((n.kind for n in rest if n.kind not in ("or", "and", "flags", "relative", "anytime")), "")
    return item.kind == "bad" or follows not in ("days", "hours")


def beside_scope(sorting: Sorting, said: list[Item]) -> list[Item]:
    """"next week, wednesday doesn't work": the week is still wanted; returns what is refused of it."""
    days = [item for item in said if item.kind == "days"]
    if len(days) < 2 or days[0] != said[0] or days[0].value.grain not in ("week", "month") or days[1].value.kind != "weekday":
        return said
    sorting.group.append(said[0])
    return said[1:]


def last_run(group: Sequence[Item]) -> int:
    """Where the items begin that hang together with the last one."""
    n = len(group) - 1
    while n > 0 and hangs_together(group[n - 1], group[n]):
        n -= 1
    return max(n, 0)


def hangs_together(before: Item, item: Item) -> bool:
    return bool({before.kind, item.kind} & {"or", "and"}) or (item.kind == "hours" and before.kind != "hours")


def corrected(group: Sequence[Item], reading: Reading) -> Item | None:
    """"not friday thursday": the second takes the first one's place."""
    said = [item for item in group if item.kind != "stop"]
    if len(said) != 2 or said[0].kind != said[1].kind:
        return None
    if said[0].kind == "days" and meet(said[0].value, said[1].value, reading.base):
        return None
    return said[1]


def freed(item: Item) -> Item:
    """Busy until then means free from then on."""
    match item.value:
        case Hours(None, int(end), None, bare, ""):
            return item._replace(value=Hours(after=end, bare=bare))
        case Days(start=None, grain="open", opens=opens) if opens:
            return item._replace(value=span(opens, None, "open"))
        case Days(start=None, end=end, grain="open") if end:
            return item._replace(value=span(end + timedelta(1), None, "open"))
    return item
