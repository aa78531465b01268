"""The controls that only some masks and modes show."""

from tests.browser.playground import Playground, link_to


def test_an_example_opens_ready(app):
    app.choose("Example", "A padded batch")
    app.redrawn()
    settings = app.agrees()
    assert (settings["texts"], settings["row"], settings["mask"]) == (3, 2, "causal_padding")


def test_the_length_of_one_text(page):
    app = Playground(page, link_to(mask="causal_padding", texts=2, text_2="A fox ran", row=2))
    app.number("Tokens of text 2", 2)
    app.redrawn()
    assert app.agrees()["length_2"] == 2


def test_the_number_a_blocked_score_gets(page):
    app = Playground(page, link_to(blocking="write", fill="-3"))
    app.agrees()
    app.unfold("In the model")
    app.page.get_by_role("slider", name="The number").press("ArrowRight")
    app.redrawn()
    assert app.agrees()["fill"] == "-10"


def test_the_kinds_of_special_and_sensitive_tokens(page):
    app = Playground(page, link_to(mask="special", text="The end. The end, said Alice"))
    app.page.get_by_role("button", name="Remove start").click()
    app.redrawn()
    assert app.agrees()["special_kinds"] == ()
    app.choose("Mask", "Sensitive tokens")
    app.redrawn()
    app.page.get_by_role("button", name="Remove Names").click()
    app.redrawn()
    assert "name" not in app.agrees()["secret_kinds"]
