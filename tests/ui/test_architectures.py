"""The page of real models: what it says of one, of a config of one's own, and of a broken one."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from maskviz.architectures import KNOWN, read_config
from maskviz.architectures.scale import suited
from maskviz.architectures.shrink import shrunk
from maskviz.architectures.told import counted_layers, in_turns
from maskviz.settings.link import read_link
from maskviz.ui.architectures.figures import size_text
from tests.ui.page import cold, healthy

CONFIG = {"model_type": "gemma2", "num_hidden_layers": 6, "sliding_window": 512}


def body(page) -> str:
    return " ".join(
        item.proto.body for item in page.get("html") if "-architectures" in item.proto.body
    )


def words(page) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", body(page)).split()))


@pytest.fixture(scope="module")
def gemma():
    return cold("architectures", real_model="gemma-3")


def test_which_mask_gemma_3_uses(gemma):
    said = words(gemma)
    assert "34 layers: 29 × Sliding window, window 1,024; 5 × Causal." in said
    assert "In turns of 6: 5 × Sliding window, window 1,024, then 1 × Causal" in said
    assert "window 1,024 of 8,192 tokens, here 2 of 20" in said
    assert "8,192 x 8,192 tokens in 64 x 64 blocks: 420 may be read whole" in said
    assert "128k (131,072) 2.61 GiB 17 GiB 15.4%" in said
    assert "6 layers 8,192" in said
    assert "From config.json of google/gemma-3-4b-it" in said
    assert body(gemma).count("<li><span") == 34


def test_each_layer_opens_where_its_mask_is_looked_at(gemma):
    links = re.findall(r'<a class="thumb" href="([^"]+)"', body(gemma))
    check, play = (unescape(link) for link in links[:2])
    asked = parse_qs(urlsplit(check).query)
    assert (
        asked["rule_tokens"] == ["20"] and "2" in asked["rule"][0] and check.startswith("./check?")
    )
    settings, ignored = read_link(parse_qs(urlsplit(play).query)["p"][0])
    assert not ignored and settings.mask == "sliding_window"
    assert settings["sliding_window.window"] == 2 and len(links) == 2 * 34


def test_a_config_of_ones_own(gemma):
    """Pasted, it stands in no address; a broken one leaves nothing of the last model."""
    page = gemma
    page.text_area(key="real_text").set_value(json.dumps(CONFIG))
    said = words(healthy(page.run()))
    assert "Your gemma2" in said and "3 × Sliding window, window 512; 3 × Causal" in said
    assert not any("512" in str(value) for value in page.query_params.values())
    page.text_area(key="real_text").set_value(json.dumps(CONFIG | {"layer_types": ["odd"]}))
    healthy(page.run())
    assert "has 1 layers and the model 6" in page.error[0].value.replace("\\", "")
    assert "Sliding window" not in words(page) and "model types are read" in words(page)
    page.selectbox(key="real_model").set_value("bert")
    said = words(healthy(page.run()))
    assert (
        "BERT base" in said
        and not page.error
        and page.query_params["real_model"] in ("bert", ["bert"])
    )


def test_what_the_address_asks_for_in_vain_is_said():
    page = cold("architectures", real_model="gemma-9", real_tokens="7", real_depth="3")
    said = " ".join(info.value for info in page.info).replace("\\", "")
    for part in ("gemma-9", "real_tokens", "real_depth"):
        assert part in said
    assert "Gemma 3 4B" in words(page)


@pytest.mark.parametrize(
    ("slug", "parts"),
    [
        (
            "llama-4",
            ("Drawn at 32,768 tokens; it takes up to 10,485,760", "1.5 GiB 1.5 GiB 100.0%"),
        ),
        ("qwen-2-5", ("names a window of 131,072, and no layer uses it",)),
        ("qwen-3-next", ("36 of 48 layers have no attention", "No attention: a recurrent state")),
        (
            "whisper",
            (
                "Across, from decoder to encoder, 12 layers: 12 × Full",
                "448 x 1,500 tokens",
                "more than it",
            ),
        ),
        (
            "swin",
            ("windows of 7 in 56 x 56 patches", "an encoder keeps no cache", "Patches, of 3,136"),
        ),
        ("paligemma", ("Prefix-LM, prefix 256", "The 256 tokens of the image")),
        ("gpt-oss", ("learned sink", "in proportion 0.31")),
    ],
)
def test_what_is_unusual_is_said(slug, parts):
    said = words(cold("architectures", real_model=slug))
    for part in parts:
        assert part in said


@pytest.mark.parametrize("slug", KNOWN)
def test_every_mask_has_a_small_twin_within_its_controls(slug):
    model = KNOWN[slug].model
    for mask in model.masks:
        for tokens in (4, 20, 64):
            assert shrunk(mask, suited(model), tokens).told
    assert counted_layers(model)


def test_turns_are_found_where_layers_repeat():
    def told(count: int) -> str:
        config = {"model_type": "gemma3_text", "num_hidden_layers": count, "sliding_window": 8}
        return in_turns(read_config(config).layers)

    assert told(12).endswith("then 1 × Causal.") and "stops after 1" in told(13)
    assert told(6) == "" == in_turns(KNOWN["mistral"].model.layers)


def test_sizes_in_words():
    assert [size_text(n) for n in (1023, 2048, 3 * 2**20, 5 * 2**30, 2000 * 2**30)] == [
        "1,023 bytes", "2 KiB", "3 MiB", "5 GiB", "2,000 GiB",
    ]  # fmt: skip
