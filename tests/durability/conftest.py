import pytest

from tests.durability.scene import Scene


@pytest.fixture
def scene(store_url):
    scene = Scene(store_url)
    yield scene
    scene.close()
