"""
The interface as a table: each method of each resource with its permission, version, parameters and answer.

`resources/` fills it with the decorator `route`; `answered` is the whole way from a request to its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .fields import FORMATS, PAGING, Field, known, read_body, read_query
from .keys import Key
from .refusals import Refused, unknown_method, unknown_resource
from .switches import Switches
from .wire import Formats, rendered

if TYPE_CHECKING:
    from .office import Office
    from .tables import Tables


@dataclass
class Asked:
    """One request, read and checked."""

    office: Office
    key: Key
    number: int = 0                                         # the key in the path, 0 if there is none
    query: dict[str, Any] = field(default_factory=dict)     # parameters given, parsed
    body: dict[str, Any] = field(default_factory=dict)      # body fields given, parsed

    @property
    def tables(self) -> Tables:
        return self.office.tables

    @property
    def switches(self) -> Switches:
        return self.office.switches


@dataclass
class Page:
    """Rows of a list, rendered only as far as the page goes."""

    rows: list[Any]
    shown: Callable[[Any], Any] = lambda row: row


@dataclass
class Created:
    row: dict[str, Any] | None
    path: str               # of the new resource, below the base URL


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any               # JSON, or None for no body
    location: str = ""
    wrote: bool = False


Answering = Callable[[Asked], Any]


@dataclass(frozen=True)
class Route:
    verb: str
    resource: str
    shape: tuple[str, ...]          # path after the resource; "#" is a key
    permission: str
    since: str
    query: tuple[Field, ...]
    body: tuple[Field, ...]
    strict: bool
    answer: Answering


ROUTES: dict[tuple[str, str, tuple[str, ...]], Route] = {}
RESOURCES: set[str] = set()


def route(verb: str, path: str, *, since: str = "21.1", permission: str = "ReadAll", query: Iterable[Field] = (),
          body: Iterable[Field] = (), strict: bool = True) -> Callable[[Answering], Answering]:
    """Enter a method in the table; *path* is like ``appointments/#/Break``."""
    resource, *shape = path.split("/")

    def enter(answer: Answering) -> Answering:
        RESOURCES.add(resource)
        ROUTES[verb, resource, tuple(shape)] = Route(verb, resource, tuple(shape), permission, since,
                                                     (*query, *FORMATS), tuple(body), strict, answer)
        return answer
    return enter


def listing(*query: Field) -> tuple[Field, ...]:
    return (*query, *PAGING)


def found(verb: str, parts: list[str], switches: Switches) -> tuple[Route, int]:
    """The method a path names and the key in it; raises Refused as the interface words it."""
    resource, *rest = parts or [""]
    if resource not in RESOURCES:
        raise unknown_resource(resource)
    shape = tuple("#" if part.isdigit() else part for part in rest)
    named = ROUTES.get((verb, resource, shape))
    if named is None or not known(named.since, switches):
        raise unknown_method(resource, verb, next((part for part in reversed(rest) if not part.isdigit()), ""))
    return named, next((int(part) for part in rest if part.isdigit()), 0)


def answered(office: Office, key: Key, verb: str, parts: list[str], args: Mapping[str, str],
             body: Callable[[], Any]) -> Answer:
    """Carry a request out.  Raises Refused; the order of checks is method, permission, parameters, row."""
    named, number = found(verb, parts, office.switches)
    key.allow(_permission(named, office.switches))
    query = read_query(args, named.query, named.strict, office.switches)
    content = read_body(_object(body()), named.body, office.switches) if verb in ("POST", "PUT") else {}
    with office.lock:
        asked = Asked(office, key, number, query, content)
        return _wrapped(named.answer(asked), asked, verb)


def _permission(named: Route, switches: Switches) -> str:
    if (named.verb, named.resource) == ("PUT", "commlogs"):
        return switches.commlog_put_permission
    return named.permission


def _object(content: Any) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise Refused(400, "The body must be a JSON object.")
    return content


def _wrapped(result: Any, asked: Asked, verb: str) -> Answer:
    formats = Formats(asked.office.zone, asked.query.get("DateFormatString", ""),
                      asked.query.get("DateTimeFormatString", ""))
    wrote = verb != "GET"
    match result:
        case Page(rows, shown):
            return Answer(200, [rendered(shown(row), formats) for row in _cut(rows, asked)])
        case Created(row, path):
            return Answer(201, rendered(row, formats), path, wrote)
    return Answer(200, rendered(result, formats), "", wrote)


def _cut(rows: list[Any], asked: Asked) -> list[Any]:
    offset, most = max(0, asked.query.get("Offset", 0)), page_size(asked.key, asked.switches)
    limit = asked.query.get("Limit", most)
    return rows[offset: offset + (min(limit, most) if limit > 0 else most)]


def page_size(key: Key, switches: Switches) -> int:
    return (100 if switches.mode == "remote" else 1000) * (10 if "Enterprise" in key.permissions else 1)
