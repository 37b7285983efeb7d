"""
A dialogue is a form, read from the top; the controller turns to the first item that is empty.

    ask     filled by the caller, when asked, or earlier if they said it unasked
    note    filled by the caller, if they happen to say it
    look    filled by the office; may be done twice, so it may be started early
    do      filled by the office; once, durably
    dial    filled by how a call to a person ended
    tell    filled by having been said

An item depends on what its function has arguments for: those without a default must be filled before it is turned to;
filling any of them anew, if it stands above, empties the item.  That is all there is to corrections.

Some names are always known: `heard` (what the caller just said), `part` (half an answer given before), `tries` (how
often this item has been refused), `caller` (their number, or empty), `language`, `form` (the name of this one).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import Parameter, signature
from typing import Any

ALWAYS = frozenset({"heard", "part", "tries", "caller", "language", "form"})


@dataclass(frozen=True)
class Item:
    name: str
    kind: str
    work: Callable[..., Any]
    expects: tuple[str, ...] = ()           # what to listen for, see speech.hearing
    modal: bool = False                     # takes an answer only right after its own prompt, as "yes" must
    back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)   # refusal -> items emptied; () = a person
    prompts: str = ""                       # the prompt file, when not the form's own
    counter: str = ""                       # refusals are counted under this name; the item's own when empty
    given_up: str = ""                      # the form turned to after too many refusals; a person when empty
    extra: frozenset[str] = frozenset()     # needed though the work does not take it
    kept: bool = False                      # keeps its value when the call turns to another form
    unheard: Any = None                     # fills it after too many misses; None hands the call on instead

    @property
    def needs(self) -> frozenset[str]:
        return (arguments(self.work)[0] - ALWAYS) | self.extra

    @property
    def uses(self) -> frozenset[str]:
        return (arguments(self.work)[1] - ALWAYS - {self.name}) | self.extra


_ARGUMENTS: dict[Any, tuple[frozenset[str], frozenset[str]]] = {}


def arguments(work: Callable[..., Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The names *work* must be given, and all it can be given."""
    if work not in _ARGUMENTS:
        parameters = signature(work).parameters.values()
        _ARGUMENTS[work] = (
            frozenset(p.name for p in parameters if p.default is Parameter.empty),
            frozenset(p.name for p in parameters),
        )
    return _ARGUMENTS[work]


class Form:
    def __init__(self, name: str, *items: Item, left: str = "", safe: bool = False, then: str = "more"):
        """
        Args:
            then: The form turned to at the end; "" hangs up.
            left: What is said when the caller drops the matter half-way; nothing when empty.
            safe: Whatever the caller says is an answer here; no wish turns the call to another form.
        """
        self.name, self.items, self.left, self.safe, self.then = name, items, left, safe, then
        self.named = {item.name: item for item in items}
        self._below = {item.name: self._dependants(item.name) for item in items}

    def spoiled_by(self, name: str) -> frozenset[str]:
        """What was worked out from *name*, directly or not."""
        return self._below.get(name, frozenset())

    def _dependants(self, name: str) -> frozenset[str]:
        found: set[str] = {name}
        below = self.items[[item.name for item in self.items].index(name) + 1 :]
        for item in below:
            if item.uses & found:
                found.add(item.name)
        return frozenset(found - {name})

    def prompt(self, item: Item) -> str:
        return f"{item.prompts or self.name}.{item.name}"


def ask(name: str, take: Callable[..., Any] | None = None, *, expects: tuple[str, ...], needs: tuple[str, ...] = (),
        **options: Any) -> Item:
    return Item(name, "ask", take or said(name), expects, extra=frozenset(needs), **options)


def note(name: str, take: Callable[..., Any] | None = None, **options: Any) -> Item:
    return Item(name, "note", take or said(name), **options)


def look(name: str, request: Callable[..., Any], *, needs: tuple[str, ...] = (), **options: Any) -> Item:
    return Item(name, "look", request, extra=frozenset(needs), **options)


def do(name: str, request: Callable[..., Any], *, needs: tuple[str, ...] = (), **options: Any) -> Item:
    return Item(name, "do", request, extra=frozenset(needs), **options)


def dial(name: str, number: Callable[..., Any], **options: Any) -> Item:
    return Item(name, "dial", number, **options)


def tell(name: str, variant: Callable[..., str | None] | None = None, *, needs: tuple[str, ...] = (), **options: Any) -> Item:
    """*variant* works out which of the item's prompts is said: "" its own, None that nothing is to be said."""
    return Item(name, "tell", variant or plainly, extra=frozenset(needs), **options)


def plainly() -> str:
    return ""


def said(name: str) -> Callable[..., Any]:
    def take(heard: Mapping[str, Any]) -> Any:
        return heard.get(name)

    return take
