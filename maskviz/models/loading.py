"""From the files in `weights/` to a model that is ready to read.

A model ships as three files: the weights (fp16 safetensors), the tokenizer, and a card in JSON.
The card alone knows the shape, and the size and SHA-256 of the other two.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from torch import nn

from maskviz.models.plans import PLANS, Plan, Reader

FOLDER = Path(__file__).parent / "weights"


class WeightsError(Exception):
    """A shipped file is missing, damaged or not the one its card describes."""


@dataclass(frozen=True, eq=False)
class Shipped:
    """A trained model with its tokenizers and the card that says how good it is.

    `target` is the tokenizer of what the model writes; only a translator has another than it reads.
    """

    name: str
    plan: Plan
    model: nn.Module
    tokenizer: Reader
    target: Reader
    card: Mapping
    shape: Any
    device: str

    def reader(self, part: str) -> Reader:
        """The tokenizer of the keys in a part of the model."""
        return self.target if self.plan.part(part).reads_answer else self.tokenizer


def devices() -> list[str]:
    """Where a model can run on this machine; "cpu" is always there and always first."""
    found = ["cpu"]
    if torch.cuda.is_available():
        found.append("cuda")
    if torch.backends.mps.is_available():
        found.append("mps")
    return found


def fingerprint(data: bytes) -> dict:
    """What a card records of a file: its size in bytes and its SHA-256."""
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path.name} cannot be read: {error.strerror}") from None


def read_card(path: Path, plan: Plan) -> Mapping:
    """The card as it was written; WeightsError when it does not say what loading needs."""
    try:
        card = json.loads(read(path))
        if any(
            not isinstance(n, int) or n < 1 for n in asdict(plan.shape(**card["shape"])).values()
        ):
            raise ValueError(f"a size in {card['shape']} is not a whole number above 0")
        for kind in ("weights", "tokenizer"):
            card[kind]["file"], card[kind]["bytes"], card[kind]["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{path.name} is damaged: {type(error).__name__} {error}") from None
    return MappingProxyType(card)


def read_checked(folder: Path, expected: Mapping) -> bytes:
    """The bytes of a file that is, to the bit, the one the card describes."""
    data, name = read(folder / expected["file"]), expected["file"]
    found = fingerprint(data)
    if found["bytes"] != expected["bytes"]:
        raise WeightsError(
            f"{name} has {found['bytes']:,} bytes, its card says {expected['bytes']:,}: "
            "the copy is not complete"
        )
    if found["sha256"] != expected["sha256"]:
        raise WeightsError(
            f"{name} is not the file its card describes: its SHA-256 begins with "
            f"{found['sha256'][:12]}, the card says {expected['sha256'][:12]}"
        )
    return data


def build(plan: Plan, weights: bytes, shape: Any, device: str = "cpu") -> nn.Module:
    """A model in fp32 from fp16 safetensors bytes; refuses weights that are damaged or unfit."""
    try:
        state = {name: tensor.float() for name, tensor in load_tensors(weights).items()}
    except SafetensorError as error:
        raise WeightsError(f"the weights are not a readable safetensors file: {error}") from None
    model = plan.module(shape)
    sizes, expected = ({n: t.shape for n, t in d.items()} for d in (state, model.state_dict()))
    if unfit := sorted(n for n in sizes.keys() | expected if sizes.get(n) != expected.get(n)):
        raise WeightsError(
            f"the weights do not fit {shape}: {len(unfit)} matrices differ, first {unfit[0]}"
        )
    model.load_state_dict(state)
    wrong = [name for name, tensor in state.items() if not tensor.isfinite().all()]
    if wrong:
        raise WeightsError(f"{len(wrong)} weight matrices hold NaN or infinity, first {wrong[0]}")
    return model.requires_grad_(False).eval().to(device)


def load(name: str = "gpt", device: str | None = None, folder: Path = FOLDER) -> Shipped:
    """A shipped model, checked against its card, on `device` (the CPU unless told)."""
    device = device or "cpu"
    if device not in devices():
        raise ValueError(f"there is no device {device!r} here, only {', '.join(devices())}")
    plan = PLANS[name]
    card = read_card(folder / f"{name}.card.json", plan)
    shape = plan.shape(**card["shape"])
    model = build(plan, read_checked(folder, card["weights"]), shape, device)
    try:
        tokenizer, target = plan.readers(read_checked(folder, card["tokenizer"]))
    except (ValueError, KeyError) as error:
        raise WeightsError(f"{card['tokenizer']['file']} is damaged: {error}") from None
    for known, wanted in (
        (tokenizer, getattr(shape, "source_vocab", shape.vocab)),
        (target, shape.vocab),
    ):
        if known.size != wanted:
            raise WeightsError(f"the tokenizer knows {known.size:,} tokens, the model {wanted:,}")
    return Shipped(name, plan, model, tokenizer, target, card, shape, device)
