"""Few turns: what callers call for takes them, in the median screenplay, no more than is aimed at, or one."""

import pytest

from tests.dialogue.turns import table


@pytest.mark.parametrize("row", list(table()), ids=lambda row: f"{row[1]}-{row[0]}")
def test_it_takes_no_longer_than_is_aimed_at(row):
    *_, plays, usual, least, _most, aim = row
    assert plays
    assert usual <= aim + 1
    assert least <= aim
