"""
Subscriptions and signals: what changed, sent or asked for.

Sources: https://www.opendental.com/site/apisubscriptions.html, https://www.opendental.com/site/apisignalods.html
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .. import fields as f
from ..events import WATCHED
from ..fields import fields, known
from ..refusals import Refused, invalid, missing
from ..routes import Asked, Created, Page, listing, route
from ..rows import Subscription
from ..wire import NO_MOMENT
from .reference import by_key

BODY = (*fields(f.text, "Workstation Note"), *fields(f.whole, "PollingSeconds"),
        *fields(f.moment, "DateTimeStart DateTimeStop"))


def wire(row: Subscription) -> dict[str, Any]:
    return asdict(row)


@route("GET", "subscriptions", since="22.1", query=listing())
def many(asked: Asked) -> Page:
    return Page([row for row in by_key(asked.tables.subscriptions) if row.CustomerKey == asked.key.customer], wire)


@route("POST", "subscriptions", since="22.1", body=(
    *fields(f.text, "EndPointUrl! WatchTable UiEventType"), *BODY))
def create(asked: Asked) -> Created:
    body, tables = asked.body, asked.tables
    table, event = body.get("WatchTable", ""), body.get("UiEventType", "")
    if bool(table) == bool(event):
        raise Refused(400, "Either WatchTable or UiEventType is required.")
    if table and (table not in WATCHED or not known(WATCHED[table], asked.switches)):
        raise invalid("WatchTable")
    if event not in ("", "PatientSelected"):
        raise invalid("UiEventType")
    if table and body.get("PollingSeconds", 0) < 1:
        raise invalid("PollingSeconds")
    row = Subscription(tables.next("subscriptions"), body["EndPointUrl"], body.get("Workstation", ""),
                       asked.key.customer, table, body.get("PollingSeconds", 0), event,
                       body.get("DateTimeStart", asked.office.now()), body.get("DateTimeStop", NO_MOMENT),
                       body.get("Note", ""))
    tables.subscriptions[row.SubscriptionNum] = row
    asked.office.courier.start()
    return Created(wire(row), f"subscriptions/{row.SubscriptionNum}")


def found(asked: Asked) -> Subscription:
    row = asked.tables.subscriptions.get(asked.number)
    if row is None or row.CustomerKey != asked.key.customer:
        raise missing("Subscription")
    return row


@route("PUT", "subscriptions/#", since="22.1", body=(*fields(f.text, "EndPointUrl"), *BODY))
def change(asked: Asked) -> None:
    row = found(asked)
    for name, value in asked.body.items():
        setattr(row, name, value)


@route("DELETE", "subscriptions/#", since="22.1", permission="ReadAll")
def remove(asked: Asked) -> None:
    del asked.tables.subscriptions[found(asked).SubscriptionNum]


@route("GET", "signalods", since="21.2", query=listing(*fields(f.moment, "SigDateTime!")))
def signals(asked: Asked) -> Page:
    since, now = asked.query["SigDateTime"], asked.office.now()
    return Page([asdict(row) | {"serverDateTime": now} for row in asked.tables.signals if row.SigDateTime >= since])
