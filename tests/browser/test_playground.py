"""Each control changes the picture, and the picture is the arrays."""

from maskviz.settings.declared import DEFAULTS
from tests.browser.playground import Playground, link_to
from tests.states import slots_of


def test_the_first_screen_is_what_its_settings_say(app):
    assert app.agrees().values == DEFAULTS


def test_the_mask_and_its_number(app):
    app.choose("Mask", "Chunk")
    app.redrawn()
    assert app.agrees().mask == "chunk"
    thumb = app.page.get_by_role("slider", name="Chunk size")
    thumb.press("ArrowRight")
    app.redrawn()
    assert app.agrees()["chunk.size"] == DEFAULTS["chunk.size"] + 1


def test_layer_queries_and_output(app):
    app.segment("Layer", "3")
    app.redrawn()
    assert app.agrees().layer == 3
    app.number("Last queries", 5)
    app.redrawn()
    assert app.agrees().queries == 5
    app.choose("Output shows", "After the output projection")
    app.redrawn()
    assert app.agrees().output == "projected"


def test_text_batch_and_padding(app):
    app.type_text("The wolf came to the house of the king")
    app.redrawn()
    app.number("Texts", 2)
    second = app.page.get_by_label("Text 2", exact=True)
    second.fill("A fox")
    second.press("Enter")
    app.segment("Row looked at", "2")
    app.redrawn()
    app.segment("Padding", "Left")
    app.redrawn()
    settings = app.agrees()
    assert (settings.row, settings.pad_side) == (2, "left")
    app.says("key padding")


def test_each_head_its_own_mask(app):
    app.toggle("Each head its own mask")
    app.redrawn()
    app.agrees()
    app.page.get_by_role("button", name="head 2").click()
    app.redrawn()
    settings = app.agrees()
    assert settings.head == 2
    app.choose("Mask", "Causal")
    app.redrawn()
    assert slots_of(app.agrees())["2"] == "causal()"
    app.page.get_by_role("button", name="Copy this mask to all heads").click()
    app.redrawn()
    assert set(slots_of(app.agrees())[str(h)] for h in range(6)) == {"causal()"}


def test_how_scores_are_blocked(app):
    app.choose("Mask", "Strictly causal")
    app.redrawn()
    app.unfold("The whole model")
    app.choose("Blocked scores", "−∞, written out")
    app.redrawn()
    app.agrees()
    app.says("NaN")
    app.choose("Blocked scores", "Add a number")
    app.redrawn()
    app.agrees()
    app.says("of a row at most is the blocked keys'")


def test_what_the_model_adds(app):
    app.choose("Mask", "Full")
    app.redrawn()
    app.unfold("The whole model")
    app.toggle("And causal")
    app.redrawn()
    assert app.agrees().and_causal is False
    app.says("may have read the answer")
    app.choose("Divide by", "Nothing")
    app.redrawn()
    assert app.agrees().divide == "nothing"
    app.choose("Number format", "bfloat16")
    app.redrawn()
    assert app.agrees().precision == "bfloat16"
    app.page.get_by_role("button", name="Remove 1").click()
    app.redrawn()
    assert app.agrees().layers == (0, 2, 3)
    app.says("Layer 1 keeps the model's own mask, causal")


def test_padding_read_and_not_read(page):
    app = Playground(page, link_to(mask="full", and_causal=False, pad_to=24))
    app.agrees()
    app.unfold("The whole model")
    app.toggle("And padding")
    app.redrawn()
    assert app.agrees().and_padding is False
    app.number("Pad to", 22)
    app.redrawn()
    assert app.agrees().pad_to == 22


def test_what_a_token_is(page):
    text = "Then the letter came to Alice and the King"
    app = Playground(page, link_to(mask="sensitive", text=text))
    before = app.agrees()
    app.page.get_by_role("button", name="letter 3").or_(
        app.page.get_by_role("checkbox", name="letter 3")
    ).first.click()
    app.redrawn()
    after = app.agrees()
    assert after.picks == {"secret": (3,)} and not before.picks
    app.choose("Mask", "Special tokens")
    app.redrawn()
    app.toggle("Only")
    app.redrawn()
    assert app.agrees()["special.only"]
