"""Everything that is measured of the encoder-decoder, on texts that training leaves out."""

import random
from collections.abc import Callable, Sequence
from functools import cache

import torch
from torch import Tensor

from maskviz.models.dates import Dates
from maskviz.models.tokenizer import PAD
from training.alignment import alignment
from training.dates import TARGET, sources, targets
from training.spellings import KNOWN, LONGEST, NEW, Spelling, draw, new_date, new_text

WIDTHS = (LONGEST, LONGEST * 3 // 2, LONGEST * 2)
ADDED = (0, 1, 2, 4, 8, 16, 32)
EACH = 15  # texts of a known template and a reason to be left out
EACH_NEW = 100  # texts of a template that training leaves out
AT_ONCE = 205
EXAMPLES = {
    "the third of May 1979": "1979-05-03",
    "05/03/79": "1979-05-03",
    "Thu 3 May, 1979": "1979-05-03",
    "Sun 3 May, 1979": "1979-05-03",  # it was a Thursday
    "3.5.1979": "1979-05-03",
    "3 mai 1979": "1979-05-03",
    "May 1979": None,
    "31 February 1990": None,
    "14 October 1066": None,
    "13/25/1979": None,
    "yesterday": None,
    "q?k": None,  # three characters that it does not know
    "3 May 1979 and 4 June 1980": None,
}
Readable = Callable[[Tensor], Tensor]  # source rows -> what may be read of them, bool


@cache
def held_out() -> tuple[Spelling, ...]:
    """Texts in known templates: new texts of dates that training may use, and new dates."""
    dice = random.Random("held out")
    return tuple(
        draw(dice, template, wanted)
        for template in KNOWN
        for wanted in (new_text, new_date)
        for _ in range(EACH)
    )


@cache
def never_seen() -> tuple[Spelling, ...]:
    """Texts in templates that training leaves out."""
    dice = random.Random("never seen")
    return tuple(draw(dice, template, lambda _: True) for template in NEW for _ in range(EACH_NEW))


def real(rows: Tensor) -> Tensor:
    return rows != PAD


def everything(rows: Tensor) -> Tensor:
    return torch.ones_like(rows, dtype=torch.bool)


def and_more(added: int) -> Readable:
    """Real characters and that many characters of the padding after them."""
    return lambda rows: torch.arange(rows.shape[1]) < real(rows).sum(dim=1, keepdim=True) + added


def masks(model: Dates, rows: Tensor, encoder: Readable, cross: Readable) -> dict[str, Tensor]:
    """The model's own masks, with what may be read chosen for encoder and cross-attention."""
    return {**model.own_masks(encoder(rows)), "cross": model.own_masks(cross(rows))["cross"]}


def answers(model: Dates, rows: Tensor, encoder: Readable, cross: Readable) -> Tensor:
    """What the model writes, (text, 11)."""
    parts = rows.split(AT_ONCE)
    return torch.cat([model.answer(p, masks(model, p, encoder, cross)) for p in parts])


def right(
    model: Dates,
    spellings: Sequence[Spelling],
    encoder: Readable = real,
    cross: Readable | None = None,
    width: int = LONGEST,
    side: str = "right",
) -> Tensor:
    """Which texts are written right in all ten characters, (text,) bool."""
    rows = sources([s.text for s in spellings], width, side)
    return (answers(model, rows, encoder, cross or encoder) == targets(spellings)).all(dim=1)


def exact(found: Tensor) -> dict:
    return {"texts": len(found), "exact": found.float().mean().item()}


def group_of(template: str) -> str:
    if "word}" in template:
        return "day or year in words"
    if "{w" in template:
        return "with a weekday"
    return "month by name" if "{mon" in template else "digits"


def by(key: Callable[[Spelling], str], spellings: Sequence[Spelling], found: Tensor) -> dict:
    """How many are right, by something of their texts."""
    keys = [key(s) for s in spellings]
    return {k: exact(found[torch.tensor([k == own for own in keys])]) for k in dict.fromkeys(keys)}


def by_template(model: Dates, spellings: Sequence[Spelling], found: Tensor) -> list[dict]:
    """Each template with its first text, what was made of that, and how many were right."""
    first = {s.template: s.text for s in reversed(spellings)}
    rows = by(lambda s: s.template, spellings, found)
    return [{"template": t, **example(model, first[t]), **row} for t, row in rows.items()]


def example(model: Dates, text: str) -> dict:
    """What the model writes for any text, and the probability it gives to that."""
    rows = sources([text], max(1, len(text)))
    written = answers(model, rows, real, real)
    shares = model(rows, written[:, :-1], real(rows)).softmax(dim=-1)
    chosen = shares.gather(-1, written[:, 1:, None]).prod().item()
    return {"text": text, "answer": TARGET.decode(written[0].tolist()), "probability": chosen}


def padding(model: Dates, unmasked: Dates) -> dict:
    """Exact answers by width of the rows, with and without the mask, for both trainings."""
    texts = held_out()
    cases: dict[str, tuple[Dates, Readable, Readable]] = {
        "masked": (model, real, real),
        "encoder_open": (model, everything, real),
        "cross_open": (model, real, everything),
        "both_open": (model, everything, everything),
        "trained_without": (unmasked, everything, everything),
        "trained_without_then_masked": (unmasked, real, real),
    }

    def share(case: str, width: int) -> float:
        which, encoder, cross = cases[case]
        return exact(right(which, texts, encoder, cross, width))["exact"]

    def share_reading(added: int) -> float:
        width = LONGEST + ADDED[-1]
        return exact(right(model, texts, and_more(added), width=width))["exact"]

    return {
        "texts": len(texts),
        "mean_length": sum(len(s.text) for s in texts) / len(texts),
        "exact": {case: {str(w): share(case, w) for w in WIDTHS} for case in cases},
        "exact_reading_so_much_padding": {str(n): share_reading(n) for n in ADDED},
        "exact_padded_left": exact(right(model, texts, side="left"))["exact"],
        "weight_on_padding": {
            case: {str(w): weight_on_padding(*cases[case], w) for w in WIDTHS}
            for case in ("both_open", "trained_without")
        },
    }


def weight_on_padding(model: Dates, encoder: Readable, cross: Readable, width: int) -> dict:
    """The mean share of weight that real queries put on padding; its share of all keys beside."""
    texts = held_out()[::6]
    rows, target = sources([s.text for s in texts], width), targets(texts)[:, :-1]
    run = model.run(rows, target, masks(model, rows, encoder, cross))
    asking = {"encoder": real(rows), "cross": everything(target)}
    found = {"keys": (~real(rows)).float().mean().item()}
    for part, asked in asking.items():
        weights = torch.stack([h.trace.weights for h in run.heads[part]], dim=2)
        share = (weights * ~real(rows)[:, None, None, None, :]).sum(dim=-1)
        found[part] = share.movedim(-1, 1)[asked].mean().item()  # (query, head, layer) before
    return found


def figures(model: Dates, unmasked: Dates) -> dict:
    """All of it, so that it can be measured again and compared."""
    known, new = held_out(), never_seen()
    good, good_new = right(model, known), right(model, new)
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "held_out": {
            **exact(good),
            "why": by(lambda s: "new date" if new_date(s) else "new text", known, good),
            "groups": by(lambda s: group_of(s.template), known, good),
            "templates": by_template(model, known, good),
        },
        "new_templates": {**exact(good_new), "templates": by_template(model, new, good_new)},
        "padding": padding(model, unmasked),
        "cross_attention": alignment(model, known),
        "examples": [{**example(model, text), "right": date} for text, date in EXAMPLES.items()],
    }
