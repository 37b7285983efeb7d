"""
Where in a TOML text each table and key stands, because tomllib says it only for text it cannot read.

This finds the beginnings of statements and nothing more: the text must be one tomllib has accepted, and whatever stands
inside a value (an inline table, the items of a list) is said to be where the value begins.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]

# Strings come first, so that nothing in them is taken for a bracket or the beginning of a comment.
TOKEN = re.compile(
    r'''
      """(?:\\.|.)*?"{3,5} | \'\'\'.*?\'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
    | \#[^\n]* | \n | [^\S\n]+ | [\[\]{}=.] | [^\s"'\#\[\]{}=.]+
    ''',
    re.DOTALL | re.VERBOSE,
)


class Places:
    """The lines of a TOML text's tables and keys, counted from 1."""

    def __init__(self, text: str):
        self._lines: dict[Path, int] = {}
        self._arrays: dict[Path, int] = {}      # an array of tables -> the index of its latest
        self._table: Path = ()
        for line, tokens in _statements(text):
            self._place(line, tokens)

    def line(self, path: Path) -> int | None:
        """
        The line of *path*, or of the innermost table or value around it that has one.

        Args:
            path: Keys, and the indexes of tables in arrays, from 0: ("visit", 2, "minutes").

        Returns:
            None for what stands in no table of the text.
        """
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return None

    def _place(self, line: int, tokens: list[str]) -> None:
        if tokens[:2] == ["[", "["]:
            self._begin(line, _keys(tokens[2:-2]), array=True)
        elif tokens[0] == "[":
            self._begin(line, _keys(tokens[1:-1]), array=False)
        else:
            keys = _keys(tokens[:tokens.index("=")])
            for length in range(1, len(keys) + 1):      # a dotted key makes the tables on its way
                self._lines.setdefault(self._table + keys[:length], line)

    def _begin(self, line: int, keys: tuple[str, ...], array: bool) -> None:
        path: Path = ()
        for key in keys[:-1]:
            path = self._latest((*path, key))
        path = (*path, keys[-1])
        if array:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            path = self._latest(path)
        self._lines[path] = line
        self._table = path

    def _latest(self, path: Path) -> Path:
        return (*path, self._arrays[path]) if path in self._arrays else path


def _statements(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each statement's first line and its tokens, without blanks and comments."""
    line, begun, depth = 1, 1, 0
    tokens: list[str] = []
    for match in TOKEN.finditer(text + "\n"):
        token = match[0]
        if token == "\n" and depth == 0 and tokens:
            yield begun, tokens
            tokens = []
        elif token.strip() and not token.startswith("#"):
            begun = begun if tokens else line
            tokens.append(token)
            depth += (token in "[{") - (token in "]}")
        line += token.count("\n")


def _keys(tokens: list[str]) -> tuple[str, ...]:
    """The parts of a dotted key; tomllib itself takes off their quotes."""
    value = tomllib.loads("".join(tokens) + " = 0")
    keys: list[str] = []
    while isinstance(value, dict):
        key, value = next(iter(value.items()))
        keys.append(key)
    return tuple(keys)
