"""The import table of the README is the truth about who may import whom."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
IO = {"flask", "httpx", "sqlalchemy", "structlog", "logging", "time", "threading", "socket", "requests", "os", "random"}
PURE = ("office", "speech", "dialogue", "dialogues")


def table():
    """layer -> the layers it may import, out of the README's table."""
    text = (ROOT / "README.md").read_text().partition("**Who may import whom.**")[2].partition("\n**")[0]
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    found = {}
    for row in rows:
        layer, may = (cell.strip() for cell in row.strip("|").split("|")[:2])
        found[layer.strip("`")] = set(re.findall(r"`(\w+)`", may))
    return found


def layer_of(path):
    return path.relative_to(ROOT / "ivr").parts[0].removesuffix(".py")


def modules():
    return [path for path in sorted((ROOT / "ivr").rglob("*.py")) if layer_of(path) != "__init__"]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ([f"{node.module}.{name.name}" for name in node.names] if node.module == "ivr" else [node.module])
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT / "ivr")))
def test_imports_go_only_where_the_table_says(path):
    allowed = table()
    layer = layer_of(path)
    assert layer in allowed, f"{layer} is missing from the README's import table"
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("ivr.")}
    assert ours - {layer} <= allowed[layer]


@pytest.mark.parametrize("path", [p for p in modules() if layer_of(p) in PURE], ids=lambda path: str(path.relative_to(ROOT / "ivr")))
def test_the_core_touches_no_clock_network_or_log(path):
    assert not {name.split(".")[0] for name in imported(path)} & IO
    assert not re.search(r"\b(datetime\.now|date\.today|utcnow)\(", path.read_text())


def test_the_table_names_nothing_that_is_not_there():
    assert set(table()) == {layer_of(path) for path in modules()}
