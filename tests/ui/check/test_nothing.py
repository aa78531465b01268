"""A matrix that nobody can have meant, on the page: what it is stands first, and it has no name."""

from tests.ui.checkpage import finds, html, pasted, said, visitor
from tests.ui.page import healthy


def test_zeros_are_told_to_be_zeros():
    page = pasted(visitor(), "0 0 0\n0 0 0\n0 0 0")
    assert "Every cell is blocked: no query may read anything." in html(healthy(page))
    assert "ahead -64" not in said(page) and not page.error
    assert "The closest known masks" not in [radio.label for radio in page.radio]
    page.radio[0].set_value(1).run()
    assert finds(healthy(page))[0] == "Full: the same in every cell"
