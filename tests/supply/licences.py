"""The licences of everything that is installed: `python -m tests.supply.licences` writes docs/licences.md anew."""

from tests.supply.locked import here, licence, locked
from tests.walkthrough.readme import ROOT

PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences

As each package says of itself. `make licences` writes this page anew.
"""
KEPT = """
## Kept as files

| | licence |
|---|---|
| htmx, `ivr/console/static` | 0BSD |
| axe-core, `tests/console` | MPL 2.0 |
"""


def page():
    runs = here(locked("requirements.txt"))
    others = here(locked("requirements.lock")).keys() - runs.keys()
    return HEAD + table("What runs", runs) + table("What only tests and checks take", others) + KEPT


def table(title, names):
    rows = "".join(f"| {name} | {licence(name)} |\n" for name in sorted(names))
    return f"\n## {title}\n\n| package | licence |\n|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
