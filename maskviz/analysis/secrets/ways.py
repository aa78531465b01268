"""Four ways out of a blocked column: its own row, the pooled vector, its length, the text."""

from dataclasses import dataclass

import torch
from torch import Tensor

from maskviz.analysis.moves.moved import ends, same_bits
from maskviz.analysis.neighbours import neighbours
from maskviz.analysis.predictions import Guess
from maskviz.analysis.secrets.proof import Proof, best
from maskviz.analysis.view import View, make_view
from maskviz.settings.link import make_link, read_link, to_file
from maskviz.settings.numbered import text_key
from maskviz.settings.versions import LinkError


@dataclass(frozen=True)
class OwnRow:
    """The secret's last token itself: how far its logits moved, and what it predicts."""

    row: int
    moved: float
    before: Guess | None
    after: Guess | None


@dataclass(frozen=True)
class Pooled:
    """The mean of the last layer's rows, as a vector for the whole text.

    moved, length  ‖x' − x‖ and ‖x‖ of the mean over all real rows
    cosine         of both means
    without        the same without the secret's rows: ‖x' − x‖, and whether every bit is the same
    """

    moved: float
    length: float
    cosine: float
    without: float
    same: bool


@dataclass(frozen=True)
class Longer:
    """The secret written twice, so that it has more tokens; the mask is made anew.

    rows   how many rows after it were compared, each with itself
    moved  the largest difference of a logit among them, `before` that among the rows before it
    """

    tokens: int
    more: int
    rows: int
    moved: float
    before: float


@dataclass(frozen=True)
class Written:
    """Where the words of the secret stand: in the link of this state, and in its file."""

    words: str
    link: bool | None  # None where the state is too large for a link
    characters: int
    file: bool


def own_row(view: View, proof: Proof) -> OwnRow:
    row = proof.hidden.tokens[-1]
    moved = float(proof.done.moved.distance[-1, row])
    return OwnRow(row, moved, best(view, view.run, row), best(view, proof.done.after, row))


def pooled(view: View, proof: Proof) -> Pooled:
    """Means over real rows of what leaves the last layer, of both runs."""
    runs = (view.run, proof.done.after)
    before, after = (ends(run.residual[view.part])[-1][0].cpu() for run in runs)
    real = view.real.bool()
    free = real.clone()
    free[list(proof.hidden.tokens)] = False
    a, b = before[real].mean(dim=0), after[real].mean(dim=0)
    if not free.any():
        return Pooled(far(a, b), float(a.norm()), cosine(a, b), 0.0, True)
    c, d = before[free].mean(dim=0), after[free].mean(dim=0)
    return Pooled(
        far(a, b), float(a.norm()), cosine(a, b), far(c, d), bool(same_bits(c[None], d[None]))
    )


def far(a: Tensor, b: Tensor) -> float:
    return float((b.double() - a.double()).norm())


def cosine(a: Tensor, b: Tensor) -> float:
    return float(torch.nn.functional.cosine_similarity(a.double(), b.double(), dim=0))


def longer(view: View, proof: Proof) -> Longer | None:
    """The first stretch of the secret written twice in the text, and all that follows compared.

    None where the tokens around it do not stay the same, so that rows cannot be compared.
    """
    stretch = neighbours(proof.hidden.tokens)[0]
    spans, text = view.batch.spans[view.row], view.batch.texts[view.row]
    first, last = spans[stretch[0]][0], spans[stretch[-1]][1]
    if first >= last:
        return None
    twice = f"{text[:last]} {text[first:last].strip()}{text[last:]}"
    settings = view.settings
    other = view.shipped.tokenizer
    more = len(other.row(twice)) - len(other.row(text))
    key = text_key(view.row + 1)
    picks = {n: shifted(found, stretch, more) for n, found in settings.picks.items()}
    written = make_view(settings.but(**{key: twice}, picks=picks, locked=None), view.shipped)
    return compared(view, written, proof, stretch, more)


def shifted(picked: tuple[int, ...], stretch: tuple[int, ...], more: int) -> tuple[int, ...]:
    """Clicked tokens where they stand once `more` tokens follow the stretch."""
    found = [p + more if p > stretch[-1] else p for p in picked]
    if stretch[-1] in picked:
        found += range(stretch[-1] + 1, stretch[-1] + 1 + more)
    return tuple(sorted(found))


def compared(
    view: View, written: View, proof: Proof, stretch: tuple[int, ...], more: int
) -> Longer | None:
    """Rows that must not know, of the text and of the longer text, each with itself."""
    start = int(view.real.nonzero()[0])
    shift = int(written.real.nonzero()[0]) - start  # of the left padding
    end = int(view.real.nonzero()[-1]) + 1
    here = [row for row in range(start, end) if row not in stretch]
    there = [row + shift + (more if row > stretch[-1] else 0) for row in here]
    if more < 1 or there[-1] >= len(written.ids):
        return None
    if view.ids[here].tolist() != written.ids[there].tolist():
        return None
    apart = (written.run.logits[0, there] - view.run.logits[0, here]).abs().amax(dim=-1).cpu()
    known = set(proof.hidden.others)
    after = [float(d) for row, d in zip(here, apart, strict=True) if row > stretch[-1]]
    kept = [row > stretch[-1] and row in known for row in here]
    wanted = apart[torch.tensor(kept)]
    earlier = [float(d) for row, d in zip(here, apart, strict=True) if row < stretch[0]]
    if not len(wanted):
        return None if not after else Longer(len(stretch), more, 0, 0.0, max(earlier, default=0.0))
    return Longer(len(stretch), more, len(wanted), float(wanted.max()), max(earlier, default=0.0))


def written_out(view: View, proof: Proof) -> Written:
    """Looked for in the link, opened again, and in the file of the state."""
    stretch = neighbours(proof.hidden.tokens)[0]
    spans, text = view.batch.spans[view.row], view.batch.texts[view.row]
    words = text[spans[stretch[0]][0] : spans[stretch[-1]][1]].strip()
    key = text_key(view.row + 1)
    try:
        link = make_link(view.settings)
        inside = words in read_link(link)[0][key]
    except LinkError:
        link, inside = "", None
    file = to_file(view.settings).decode("utf-8", "replace")
    return Written(words, inside, len(link), words in file)
