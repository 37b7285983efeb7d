"""Every table and key is found on the line where it stands, whatever stands in between."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.practice.places import Places

TEXT = '''\
# [not.a.table]
title = "a # in a string"    # a comment with [brackets] and "quotes
[practice]
name = "Maple"
"time zone" = 'single [quotes]'
dotted.inner.key = 1

[[visit]]
name = "cleaning"
phrases = { en = ["name = 1", "[visit]"], es = [] }
operatories = [
    1,    # name = 2
    2,
]
minutes = 60
[visit.extra]
note = """
minutes = 5
"" two quotes ""
"""
after = 1
[[visit]]
name = "crown"
minutes = 90

[answers."what's that"]
say = { en = "x" }
  [ answers . parking ]
  say = 1
'''


@pytest.mark.parametrize(("path", "line"), [
    (("title",), 2),
    (("practice",), 3),
    (("practice", "name"), 4),
    (("practice", "time zone"), 5),
    (("practice", "dotted"), 6),
    (("practice", "dotted", "inner", "key"), 6),
    (("visit", 0), 8),
    (("visit", 0, "name"), 9),
    (("visit", 0, "phrases"), 10),
    (("visit", 0, "operatories"), 11),
    (("visit", 0, "minutes"), 15),
    (("visit", 0, "extra"), 16),
    (("visit", 0, "extra", "note"), 17),
    (("visit", 0, "extra", "after"), 21),
    (("visit", 1), 22),
    (("visit", 1, "minutes"), 24),
    (("answers", "what's that", "say"), 27),
    (("answers", "parking"), 28),
    (("answers", "parking", "say"), 29),
])
def test_a_table_or_key_is_on_its_line(path, line):
    assert tomllib.loads(TEXT)
    assert Places(TEXT).line(path) == line


@pytest.mark.parametrize(("path", "line"), [
    (("visit", 0, "phrases", "en", 1), 10),
    (("visit", 0, "operatories", 1), 11),
    (("visit", 1, "providers"), 22),
    (("practice", "timezone"), 3),
    (("phones",), None),
    ((), None),
])
def test_what_has_no_line_of_its_own_is_on_that_of_what_is_around_it(path, line):
    """The items of a value, a key that is missing from its table; nothing is around a table that is missing."""
    assert Places(TEXT).line(path) == line


@pytest.mark.parametrize("string", ['"""a"""', '"""a""""', '"""a"""""', '"""\\""""', "'''a''''", "'''it's'''",
                                    '"a\\"b"', "'a\\'", '""', "''", '""""""', '"""\n[x]\ny = 1\n"""', "'''\n# a\n'''"])
def test_every_way_to_quote_ends_where_tomllib_ends_it(string):
    text = f"before = {string}\n[table]\nafter = 2\n"
    assert tomllib.loads(text)["table"]["after"] == 2
    assert Places(text).line(("table", "after")) == text[:text.index("after")].count("\n") + 1


def test_lines_may_end_as_windows_ends_them():
    assert Places("[a]\r\nb = 1\r\nc = '''\r\nx'''\r\nd = 1\r\n").line(("a", "d")) == 5


VALUES = st.recursive(
    st.integers() | st.text(st.sampled_from("ab [=]#{},.'\n"), max_size=8),
    lambda inner: st.lists(inner, max_size=3), max_leaves=5)


def written(value):
    """A value as TOML: lists over several lines, texts in the quotes that hold them."""
    if isinstance(value, list):
        return "[  # a = [\n" + ",\n".join(written(one) for one in value) + "\n]"
    if isinstance(value, int):
        return str(value)
    return f'"""{value}"""' if "\n" in value else f'"{value}"'


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_whatever_the_values_hold_the_next_key_is_found(values):
    """Each key stands where counting the lines of the values before it says."""
    text, lines = "[[t]]\n", []
    for index, value in enumerate(values):
        lines.append(text.count("\n") + 1)
        text += f"key{index} = {written(value)}  # [t]\n"
    assert [Places(text).line(("t", 0, f"key{index}")) for index in range(len(values))] == lines
