"""Every threat is met by something a test shows, and every test that is named is there."""

import re
from pathlib import Path

import pytest

from ivr.store.schema import schema

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "threat-model.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def threats():
    """The rows of the tables of threats."""
    return [line for line in PAGE.partition("## What stands in the store")[0].splitlines()
            if line.startswith("| ") and not line.startswith("| who, and what they want")]


@pytest.mark.parametrize(("path", "test"), sorted(set(NAMED.findall(PAGE))))
def test_a_test_that_is_named_is_there(path, test):
    assert re.search(rf"^def {test}\(", (ROOT / path).read_text(), re.MULTILINE)


def test_no_threat_is_without_a_test():
    assert len(threats()) > 25
    assert [row[:60] for row in threats() if not NAMED.search(row)] == []


def test_every_table_of_the_store_is_told_of():
    told = PAGE.partition("## What stands in the store")[2]
    assert [name for name in schema.tables if f"`{name}`" not in told] == []


def test_every_column_that_is_said_to_be_encrypted_is_named_so():
    """A table with something encrypted in the page's second column has a sealed column, and one without has none."""
    for row in PAGE.partition("## What stands in the store")[2].splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        for name in re.findall(r"`(\w+)`", cells[0]) if len(cells) == 4 else ():
            if name in schema.tables:
                assert bool(cells[1]) == any(column.name.startswith("sealed") for column in schema.tables[name].columns), name
