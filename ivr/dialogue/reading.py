"""Reading a form in the light of a call: which of its items count, which is empty, what one of them works out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogue.form import Form, Item, arguments

Forms = Mapping[str, Form]


def question(call: Call, forms: Forms) -> Item | None:
    """What the caller is being asked, if anything."""
    form = forms.get(call.form)
    return form.named.get(call.asking) if form else None


def given(work: Any, call: Call, item: Item, heard: Mapping[str, Any] | None = None) -> Any:
    """Call *work* with those of the known values it has arguments for."""
    part = call.parts.get(item.name)
    known = {**call.values, "heard": heard or {}, "part": part and part[0], "caller": call.caller,
             "tries": call.refused.get(item.counter or item.name, 0), "language": call.language, "form": call.form}
    return work(**{name: known[name] for name in arguments(work)[1] if name in known})


def live(call: Call, form: Form) -> Sequence[Item]:
    """What is done is done: nothing above the last thing done is asked or changed any more."""
    last = max((n for n, item in enumerate(form.items) if item.kind == "do" and item.name in call.values), default=-1)
    return form.items[last + 1 :]


def empty(call: Call, form: Form) -> Item | None:
    return next((item for item in live(call, form)
                 if item.kind != "note" and item.name not in call.values and item.needs <= call.values.keys()), None)


def done(call: Call, form: Form) -> bool:
    return len(live(call, form)) < len(form.items)


def less(mapping: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != name}
