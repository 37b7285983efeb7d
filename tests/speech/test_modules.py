"""The groups of modules in ivr/speech/__init__.py are the truth about what builds on what."""

import ast
import graphlib
import re
from pathlib import Path

import pytest

import ivr.speech

FOLDER = Path(ivr.speech.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


def groups():
    """The modules of each group, from the bottom up."""
    listed = ivr.speech.__doc__.partition("circle.")[2]
    found = []
    for line in filter(None, listed.splitlines()):
        title, modules = line[4:24].strip(), line[24:].split()
        if title:
            found.append(set())
        found[-1].update(modules)
    return found


def imported(module):
    for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "ivr.speech":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and (found := re.fullmatch(r"ivr\.speech\.(\w+)", node.module or "")):
            yield found[1]


def test_every_module_is_in_one_group():
    assert sorted(module for group in groups() for module in group) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_builds_on_nothing_below_its_group(module):
    above = []
    for group in groups():
        above.extend(group)
        if module in group:
            break
    assert set(imported(module)) <= set(above)


def test_no_imports_go_in_a_circle():
    graph = graphlib.TopologicalSorter({module: set(imported(module)) for module in MODULES})
    assert sorted(graph.static_order()) == MODULES
