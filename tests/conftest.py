"""The stage every call is played on: the simulated office, the line and a telephone, over real HTTP."""

import pytest

from tests.stage import Stage


@pytest.fixture
def stage(tmp_path):
    stages = []

    def build(**options):
        stages.append(Stage(tmp_path / f"stage{len(stages)}", **options))
        return stages[-1]

    yield build
    for each in stages:
        each.close()
