"""The shipped files: loaded when whole, refused in one sentence when not."""

import json
import pickle
import shutil

import pytest
import torch
from safetensors.torch import load as tensors
from safetensors.torch import save

from maskviz.models import PLANS, WeightsError, devices, load
from maskviz.models.loading import FOLDER, fingerprint

WEIGHTS, TOKENIZER, CARD = "gpt.safetensors", "gpt.tokenizer.json", "gpt.card.json"


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files that a test may damage."""
    return shutil.copytree(FOLDER, tmp_path / "weights")


def change_card(folder, **changes):
    card = json.loads((folder / CARD).read_text("utf-8"))
    (folder / CARD).write_text(json.dumps({**card, **changes}), "utf-8")


def replace_weights(folder, data: bytes):
    """Other weights, with a card that describes them to the bit."""
    (folder / WEIGHTS).write_bytes(data)
    change_card(folder, weights={"file": WEIGHTS, **fingerprint(data)})


def refusal(folder) -> str:
    with pytest.raises(WeightsError) as caught:
        load(folder=folder)
    message = str(caught.value)
    assert "\n" not in message and len(message) < 300
    return message


def test_it_loads_as_fp32_ready_to_read(shipped):
    assert shipped.name == "gpt" and shipped.device == "cpu" and not shipped.model.training
    assert {p.dtype for p in shipped.model.parameters()} == {torch.float32}
    assert not any(p.requires_grad for p in shipped.model.parameters())
    assert sum(p.numel() for p in shipped.model.parameters()) == shipped.card["parameters"]
    assert shipped.shape == shipped.model.shape
    assert (FOLDER / WEIGHTS).stat().st_size <= 6_000_000


def test_the_weights_are_stored_in_fp16():
    assert {t.dtype for t in tensors((FOLDER / WEIGHTS).read_bytes()).values()} == {torch.float16}


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER, CARD])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert refusal(folder).startswith(f"{name} cannot be read")


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER])
def test_a_file_cut_short_is_told_with_both_sizes(folder, name):
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:100_000])
    message = refusal(folder)
    assert name in message and "100,000" in message and f"{len(whole):,}" in message


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER])
def test_one_changed_bit_is_noticed(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[-100] ^= 1
    (folder / name).write_bytes(data)
    assert f"{name} is not the file its card describes" in refusal(folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"shape": {}}', '{"shape": {"heads": 0}}', '{"shape": {"colour": 3}}']
)
def test_a_damaged_card_is_told(folder, text):
    (folder / CARD).write_text(text, "utf-8")
    assert refusal(folder).startswith(f"{CARD} is damaged")


@pytest.mark.parametrize("junk", [b"", b"junk", bytes(1_000), b"\xff" * 64])
def test_junk_with_a_matching_checksum_is_no_weights(folder, junk):
    replace_weights(folder, junk)
    assert "not a readable safetensors file" in refusal(folder)


def test_a_pickle_is_not_opened(folder, tmp_path):
    class Bomb:
        def __reduce__(self):
            return (open, (str(tmp_path / "exploded"), "w"))

    replace_weights(folder, pickle.dumps(Bomb()))
    assert "not a readable safetensors file" in refusal(folder)
    assert not (tmp_path / "exploded").exists()


def test_a_card_with_another_shape_is_refused(folder, shipped):
    change_card(folder, shape={**shipped.card["shape"], "layers": 3})
    assert "8 matrices differ, first blocks.3.attention.key.weight" in refusal(folder)
    change_card(folder, shape={**shipped.card["shape"], "d_model": 96})
    assert "matrices differ, first blocks.0" in refusal(folder)


def test_weights_that_hold_nan_are_refused(folder):
    state = tensors((folder / WEIGHTS).read_bytes())
    state["norm.weight"][3] = torch.nan
    replace_weights(folder, save(state))
    assert refusal(folder) == "1 weight matrices hold NaN or infinity, first norm.weight"


def test_a_tokenizer_of_another_size_is_refused(folder, shipped):
    plan = json.loads((folder / TOKENIZER).read_bytes())
    last = max(plan["model"]["vocab"], key=plan["model"]["vocab"].get)
    del plan["model"]["vocab"][last]
    plan["model"]["merges"] = [m for m in plan["model"]["merges"] if "".join(m) != last]
    data = json.dumps(plan).encode()
    (folder / TOKENIZER).write_bytes(data)
    change_card(folder, tokenizer={"file": TOKENIZER, **fingerprint(data)})
    size = shipped.shape.vocab
    assert refusal(folder) == f"the tokenizer knows {size - 1:,} tokens, the model {size:,}"


def test_devices():
    assert devices()[0] == "cpu" and set(devices()) <= {"cpu", "cuda", "mps"}
    with pytest.raises(ValueError, match=r"no device 'tpu' here, only cpu"):
        load("gpt", "tpu")


@pytest.mark.parametrize("device", devices())
def test_every_device_gives_the_same_logits(shipped, device):
    tokens = torch.tensor([[1, *shipped.tokenizer.encode("The king and the").ids]])
    there = load("gpt", device)
    with torch.inference_mode():
        logits = there.model(tokens.to(device)).cpu()
        torch.testing.assert_close(logits, shipped.model(tokens), atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("name", PLANS)
def test_every_model_refuses_weights_that_are_cut_changed_or_gone(tmp_path, name):
    folder = shutil.copytree(FOLDER, tmp_path / "weights")
    path = folder / f"{name}.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    with pytest.raises(WeightsError, match=r"bytes, its card says .*: the copy is not complete"):
        load(name, folder=folder)
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(WeightsError, match="SHA-256"):
        load(name, folder=folder)
    path.unlink()
    with pytest.raises(WeightsError, match=f"^{name}.safetensors cannot be read: "):
        load(name, folder=folder)
