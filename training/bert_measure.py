"""How well the encoder fills in blanks, as it was trained and under other masks."""

import torch
import torch.nn.functional as F
from torch import Tensor

from maskviz.analysis.predictions import top_tokens
from maskviz.models.bert import Bert
from maskviz.models.gpt import GPT
from maskviz.models.sentences import Sentences
from maskviz.models.tokenizer import PAD, START
from training.blanks import Blanks, held_out_rows
from training.corpus import Text

LENGTH = 64  # tokens a row
SHIFT = 64  # tokens of left padding
COMPARED = 256  # rows whose logits are compared one by one
PROMPTS = (
    "Once upon a time there was a [MASK] who had three sons.",
    "The king sat upon his [MASK] and wept.",
    "'Good morning,' [MASK] the fox.",
    "She took the golden [MASK] and opened the door.",
    "They walked for a long time through the dark [MASK].",
    "Where is the [MASK]? [SEP] The princess is in the garden.",
)


@torch.inference_mode()
def score(
    model: Bert, rows: Blanks, allowed: Tensor | None = None, position: Tensor | None = None
) -> dict:
    """Loss in nats and share of right first guesses over the blanks of rows.

    Shapes: allowed bool, (query, key) or (row, query, key), in every layer; position (row, token).
    """
    inputs, targets, chosen = map(torch.from_numpy, (rows.inputs, rows.targets, rows.chosen))
    nats, right = [], []
    for part in torch.arange(len(inputs)).split(64):
        mask = allowed[part][:, None] if allowed is not None and allowed.ndim == 3 else allowed
        place = None if position is None else position[part]
        logits = model.logits(model(inputs[part], mask, place)[chosen[part]])
        wanted = targets[part][chosen[part]]
        nats.append(F.cross_entropy(logits, wanted, reduction="none"))
        right.append(logits.argmax(dim=-1) == wanted)
    return {
        "loss": torch.cat(nats).mean().item(),
        "accuracy": torch.cat(right).double().mean().item(),
    }


@torch.inference_mode()
def first_guesses(
    model: Bert, rows: Blanks, allowed: Tensor | None = None, position: Tensor | None = None
) -> Tensor:
    """The logits at the blanks of the first rows, (blank, vocab)."""
    inputs, chosen = (torch.from_numpy(a[:COMPARED]) for a in (rows.inputs, rows.chosen))
    place = None if position is None else position[:COMPARED]
    return model.logits(model(inputs, allowed, place)[chosen])


def compared(usual: Tensor, found: Tensor) -> dict:
    """How far logits moved, and how often the first guess stayed."""
    return {
        "largest_logit_difference": (usual - found).abs().max().item(),
        "same_guess": (usual.argmax(dim=-1) == found.argmax(dim=-1)).double().mean().item(),
    }


def padded(rows: Blanks, count: int) -> Blanks:
    """The same rows with padding before them."""
    grown = (
        F.pad(torch.from_numpy(a), (count, 0), value=v).numpy()
        for a, v in ((rows.inputs, PAD), (rows.targets, PAD), (rows.chosen, False))
    )
    return Blanks(*grown)


def accuracies(model: Bert, text: Text) -> dict:
    """One blank a row under several masks, and several blanks a row with none."""
    one = held_out_rows(text, model.shape, LENGTH, 0.0, seed=1)
    many = held_out_rows(text, model.shape, LENGTH, 0.15, seed=0)
    q, k = torch.arange(LENGTH)[:, None], torch.arange(LENGTH)
    blank = torch.from_numpy(one.chosen).long().argmax(dim=-1)
    left = (k <= blank[:, None])[:, None].expand(-1, LENGTH, -1)  # (row, query, key)
    ends = (k > 0) & (k < LENGTH - 1)
    masks = {
        "both_sides": None,
        "left_context_only": left,
        "causal_mask": k <= q,
        "cls_hidden": ((k > 0) & (q >= 0)),
        "sep_hidden": ((k < LENGTH - 1) & (q >= 0)),
        "cls_and_sep_hidden": (ends & (q >= 0)),
    }
    moved = padded(one, SHIFT)
    unmoved = first_guesses(model, one)
    real = torch.arange(LENGTH + SHIFT) >= SHIFT
    readable = real.expand(len(real), -1)
    ids = (torch.arange(LENGTH + SHIFT) - SHIFT).clamp(min=0).expand(len(one.inputs), -1)
    return {
        "blanks": {"rows": len(many.inputs), "share": 0.15, **score(model, many)},
        "one_blank": {name: score(model, one, mask) for name, mask in masks.items()},
        "left_padding": {
            "tokens": SHIFT,
            "with_position_ids": {
                **score(model, moved, readable, ids),
                **compared(unmoved, first_guesses(model, moved, readable, ids)),
            },
            "without_position_ids": {
                **score(model, moved, readable),
                **compared(unmoved, first_guesses(model, moved, readable)),
            },
        },
    }


@torch.inference_mode()
def gpt_left_padding(model: GPT, text: Text, rows: int = 64) -> dict:
    """The same for the decoder, whose positions are distances: how far its logits move."""
    rows = min(rows, len(text.ids) // LENGTH)
    words = torch.from_numpy(text.ids[: rows * LENGTH].astype("int64")).view(rows, LENGTH)
    words = torch.cat((torch.full((rows, 1), START), words), dim=1)
    moved = F.pad(words, (SHIFT, 0), value=PAD)
    n = moved.shape[1]
    allowed = torch.ones(n, n, dtype=torch.bool).tril() & (torch.arange(n) >= SHIFT)
    difference = model(moved, allowed)[:, SHIFT:] - model(words)
    return {"tokens": SHIFT, "largest_logit_difference": difference.abs().max().item()}


@torch.inference_mode()
def top_five(model: Bert, tokenizer: Sentences) -> list[dict]:
    """The five best words for the blank of each fixed prompt, as labels with probabilities."""
    lists = []
    for prompt in PROMPTS:
        ids = torch.tensor([tokenizer.row(prompt).ids])
        at = ids[0].tolist().index(tokenizer.blank)
        guesses = top_tokens(model.logits(model(ids))[0, at], tokenizer, 5)
        lists.append({"prompt": prompt, "next": [[g.label, g.probability] for g in guesses]})
    return lists
