"""Who left is forgotten in time, and memory is given back when it is worth it."""

from streamlit.runtime import Runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from maskviz.server import housekeeping
from maskviz.server.housekeeping import GROWN, TRIMMED, Trim, sweep


class World:
    def __init__(self):
        self.now, self.size, self.given = 0.0, 500 << 20, 0

    def give_back(self):
        self.given += 1
        self.size -= GROWN

    def trim(self) -> Trim:
        return Trim(self.give_back, lambda: self.size, lambda: self.now)


def test_memory_is_given_back_when_the_process_has_grown():
    world = World()
    trim = world.trim()
    assert not trim.due()
    world.size += GROWN
    assert trim.due()
    trim.run()
    assert (world.given, trim.due()) == (1, False)


def test_it_is_not_done_twice_in_a_minute():
    world = World()
    trim = world.trim()
    trim.due()
    world.size += 2 * GROWN
    trim.run()
    world.size += 2 * GROWN
    assert not trim.due()
    world.now += TRIMMED
    assert trim.due()


def test_growth_is_counted_from_the_smallest_size():
    world = World()
    trim = world.trim()
    trim.due()
    world.size -= GROWN
    assert not trim.due()
    world.size += GROWN
    assert trim.due()


def test_the_process_knows_its_size():
    assert housekeeping.resident() > 1 << 20


class Info:
    def __init__(self, name):
        self.session = type("Session", (), {"id": name})


def test_who_did_not_come_back_in_time_is_forgotten():
    """Nobody else has to leave for it."""
    storage = MemorySessionStorage(ttl_seconds=0)
    storage.save(Info("gone"))
    assert isinstance(storage._cache, TTLCache)
    assert sweep(storage) == 1 and not storage._cache._data
    assert sweep(storage) == 0
    staying = MemorySessionStorage(ttl_seconds=100)
    staying.save(Info("here"))
    assert sweep(staying) == 0 and staying.list()


def test_streamlit_keeps_its_sessions_where_they_are_swept(monkeypatch):
    import inspect

    assert "self._session_mgr = config.session_manager_class(" in inspect.getsource(Runtime)
    from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

    source = inspect.getsource(WebsocketSessionManager.__init__)
    assert "self._session_storage = session_storage" in source
