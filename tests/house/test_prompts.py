"""Every prompt a dialogue can say is there, in every language, and says something speakable."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from ivr.dialogue.controller import PATIENCE
from ivr.dialogues import FORMS

PROMPTS = Path(__file__).parent.parent.parent / "prompts"
LANGUAGES = sorted(folder.name for folder in PROMPTS.iterdir())
ITEMS = [(form, item) for form in FORMS.values() for item in form.items]


def messages(language, file):
    path = PROMPTS / language / f"{file}.ftl"
    resource = FluentParser().parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Resource()
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)], f"{path} does not parse"
    return {entry.id.name: {attribute.id.name for attribute in entry.attributes}
            for entry in resource.body if isinstance(entry, ast.Message)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "item"), ITEMS, ids=lambda each: each.name)
def test_an_items_prompts_are_written(language, form, item):
    if item.kind not in ("ask", "tell"):
        return
    written = messages(language, (item.prompts or form.name))
    if item.kind == "tell":
        assert any(name == item.name or name.startswith(f"{item.name}-") for name in written)
    else:
        whole = [item.name] if item.name in written else [name for name in written if name.startswith(f"{item.name}-") and written[name]]
        assert whole
        assert all({"again", "last"} <= written[name] for name in whole), "reprompts that change"
        assert PATIENCE == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "item"), ITEMS, ids=lambda each: each.name)
def test_a_refusal_with_a_way_back_is_worded(language, form, item):
    own, common = messages(language, item.prompts or form.name), messages(language, "common")
    for why in (*item.back, *(["failed"] if item.kind in ("look", "do") else [])):
        assert f"{item.name}-{why}" in own or why in common


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_prompts(language):
    for path in sorted((PROMPTS / "en").glob("*.ftl")):
        assert messages(language, path.stem) == messages("en", path.stem), path.stem


def test_no_text_a_caller_hears_stands_in_python():
    """A sentence in the dialogues or the turns would be one nobody translates."""
    for path in [*Path("ivr/dialogues").glob("*.py"), Path("ivr/turns.py"), *Path("ivr/telephony").glob("*.py")]:
        code = re.sub(r'"""(.|\n)*?"""', "", path.read_text())
        assert not re.search(r'"[^"\n]*[a-z]+ [a-z]+ [a-z]+ [^"\n]*[.?!]"', code), path
