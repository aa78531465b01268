"""The row with a cap, a bias and a sink: each has its line, in the order of the computation."""

import numpy as np
import pytest
import torch

from maskviz.models.attention import Recipe
from maskviz.models.score_mod import ScoreMod
from maskviz.stage.pack import unpack
from maskviz.stage.row import row_message
from tests.stage.alone import draw
from tests.stage.tiny import ROW, TOKENS, arithmetic

BIAS = torch.tensor([1.5, -2.0, 0.0, 0.25, 3.0]).expand(1, len(TOKENS), -1)
SINK = torch.tensor([0.5, 1.0])

ORDERS = [
    ({"bias": BIAS}, ["raw", "+ bias", "+ mask", "masked"]),
    ({"softcap": 2.0, "bias": BIAS}, ["raw", "cap 2", "+ bias", "+ mask", "masked"]),
    ({"softcap": 2.0, "cap_after_mask": True}, ["raw", "+ mask", "cap 2", "masked"]),
    ({"bias": BIAS, "bias_after_mask": True}, ["raw", "+ mask", "+ bias", "masked"]),
]


def read(text):
    return float(text.replace("−∞", "-inf").replace("−", "-"))


def lines_of(here):
    found = {}
    for line in here.locator("tbody tr").all():
        name = line.locator("th").evaluate("(th) => th.firstChild.textContent")
        found[name] = line.locator("td").all_inner_texts()
    return found


def test_what_is_besides_is_sent():
    header, arrays = unpack(
        row_message(arithmetic(score_mod=ScoreMod(bias=BIAS, softcap=2.0, sink=SINK)))
    )
    assert header["steps"] == [{"kind": "cap", "after": False}, {"kind": "bias", "after": False}]
    assert (header["softcap"], header["sink"]) == (2.0, 1.0)
    np.testing.assert_array_equal(arrays["step1"], BIAS[0, ROW])
    header, arrays = unpack(row_message(arithmetic()))
    assert (header["steps"], header["softcap"], header["sink"]) == ([], None, None)
    assert "step0" not in arrays


def test_a_sink_of_minus_infinity_is_none():
    header = unpack(row_message(arithmetic(score_mod=ScoreMod(sink=torch.full((2,), -torch.inf)))))[
        0
    ]
    assert header["sink"] is None and header["remarks"] == []


@pytest.mark.browser
@pytest.mark.parametrize(("besides", "order"), ORDERS)
def test_the_lines_stand_in_the_order_of_the_computation(page, besides, order):
    shown = arithmetic(score_mod=ScoreMod(**besides), k=4)
    here = draw(page, "row", row_message(shown))
    lines = lines_of(here)
    assert [name for name in lines if name in order] == order
    assert list(lines)[-2:] == ["e^(masked − max)", "weight"]
    np.testing.assert_allclose([read(t) for t in lines["masked"]], shown.masked, atol=6e-4)
    if "+ bias" in lines:
        np.testing.assert_allclose([read(t) for t in lines["+ bias"]], BIAS[0, ROW], atol=6e-4)
    if "cap 2" in lines:
        before = shown.masked if besides.get("cap_after_mask") else shown.steps[0].numbers
        np.testing.assert_allclose([read(t) for t in lines["cap 2"]], before, atol=6e-4)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_the_steps_of_one_key_add_up(page):
    shown = arithmetic(score_mod=ScoreMod(bias=BIAS), k=1)
    here = draw(page, "row", row_message(shown))
    said = " ".join(here.locator(".steps").inner_text().split())
    raw, masked = (f"{x:.3f}".replace("-", "−") for x in (shown.raw[1], shown.masked[1]))
    assert f"raw {raw} − bias 2 + mask 0 = masked {masked}" in said


@pytest.mark.browser
def test_the_sink_is_counted_in_the_sum(page):
    shown = arithmetic(score_mod=ScoreMod(sink=SINK))
    here = draw(page, "row", row_message(shown))
    part = np.exp(1.0 - shown.maximum)
    about = here.locator("tbody small", has_text="Σ =").inner_text()
    assert about == f"Σ = {shown.total:.3f}, {part:.3f} of it the sink’s"
    assert "Σ and the sink" in here.locator(".steps").inner_text()
    assert here.locator(".remark").inner_text().startswith("The sink, of score 1, took")


@pytest.mark.browser
def test_masked_after_the_softmax_the_bias_comes_before_it(page):
    score_mod = ScoreMod(bias=BIAS, bias_after_mask=True)
    here = draw(page, "row", row_message(arithmetic(Recipe(blocking="after"), score_mod=score_mod)))
    order = ["raw", "+ bias", "e^(score − max)", "softmax", "× mask", "weight"]
    assert list(lines_of(here)) == order
