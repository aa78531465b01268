"""A run of the page that ends in the middle, as a key is pressed, leaves nothing to be taken for
news."""

from types import SimpleNamespace

import pytest

from maskviz.ui.check import box


class Pressed(Exception):
    """A key was pressed."""


class Address(dict):
    """Query parameters that are sent, as Streamlit sends them, where a run may end."""

    def sent(self, *_):
        raise Pressed

    get_all = dict.get
    from_dict = __setitem__ = pop = sent


@pytest.mark.parametrize("before", [{}, {"rule": "k <= q"}, {"matrix": "2x2.eJw", "p": ["3"]}])
def test_what_is_written_is_known_before_it_is_seen(monkeypatch, before):
    page = SimpleNamespace(session_state={}, query_params=Address(before))
    monkeypatch.setattr(box, "st", page)
    with pytest.raises(Pressed):
        box.write_address(None, "3x3.eJw")
    assert page.session_state[box.WROTE] == [{"matrix": "3x3.eJw"}]
