"""A cached property that is being calculated keeps nobody out of another object's."""

import sys
import threading
from functools import cached_property
from types import ModuleType

import pytest

from maskviz.server.locks import properties, unlock

PATIENCE = 10.0


class Thing:
    def __init__(self, meet: threading.Barrier):
        self.meet = meet

    @cached_property
    def value(self) -> object:
        """Comes back only when another object's is being calculated too."""
        self.meet.wait(PATIENCE)
        return object()


@pytest.fixture
def package(monkeypatch):
    module = ModuleType("some_package.inside")
    module.Thing = Thing
    monkeypatch.setattr(Thing, "__module__", module.__name__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return "some_package"


def test_two_objects_calculate_at_the_same_time(package):
    assert list(properties(package)) == [Thing.__dict__["value"]]
    unlock(package)
    meet = threading.Barrier(2)
    things, found = [Thing(meet), Thing(meet)], []
    threads = [threading.Thread(target=lambda t=t: found.append(t.value)) for t in things]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert set(found) == {thing.value for thing in things} and len(set(found)) == 2


def test_those_of_the_app_are_found():
    import maskviz.masks.spec  # noqa: F401

    names = {found.func.__qualname__ for found in properties("maskviz")}
    assert any(name.startswith("Mask.") for name in names)
