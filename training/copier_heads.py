"""What the copier's heads look at, and what becomes of the copy without them."""

import numpy as np
import torch
from torch import Tensor

from maskviz.models.gpt import GPT
from training.copier_measure import CURVES, Pairs, causal, copied, pairs, read

PLACES = {
    "itself": "itself",
    "before": "the token just before",
    "same": "the same symbol in the first copy",
    "after": "the symbol after the same one in the first copy",
    "start": "<s>",
    "rest": "other tokens",
}


def looks(weights: Tensor, text: Pairs) -> dict[str, float]:
    """Where a head's weight goes on average, over the asked tokens of the second copy.

    Shape: weights (row, query, key). The places do not overlap and sum to 1.
    """
    q = torch.tensor(text.asked)
    back = text.length + text.gap
    keys = {"itself": q, "before": q - 1, "same": q - back, "after": q - back + 1, "start": 0 * q}
    found = {place: weights[:, q, k].mean().item() for place, k in keys.items()}
    return {**found, "rest": 1 - sum(found.values())}


def seen_again(logits: Tensor, text: Pairs) -> float:
    """The probability that goes to symbols already read, while the first copy is read.

    It would be wasted: only the first symbol can come again, and that one is not counted.
    """
    q = torch.arange(2, text.length)
    probability = logits[:, q].softmax(dim=-1)
    found = [
        probability[:, i].gather(-1, text.tokens[:, 2 : token + 1]).sum(dim=-1)
        for i, token in enumerate(q.tolist())
    ]
    return torch.stack(found).mean().item()


def effect(model: GPT, texts: list[Pairs], change) -> dict[str, float]:
    """Accuracy and waste, means over texts, after `change` was made to each one's mask.

    change  takes the mask of a text, bool (layer, head, query, key), and changes it in place
    """
    found = []
    for text in texts:
        allowed = causal(model, text.tokens.shape[1]).repeat(1, model.shape.heads, 1, 1)
        change(allowed)
        logits = read(model, text, allowed)
        found.append((copied(logits, text), seen_again(logits, text)))
    accuracy, wasted = np.mean(found, axis=0).tolist()
    return {"accuracy": accuracy, "seen_again": wasted}


def one_head(model: GPT, texts: list[Pairs], layer: int, head: int) -> dict:
    """Where a head looks, and the copy without it.

    only_itself  the head may read nothing but its own token, as under a window of 1
    silent       the head may read nothing at all, so that its output is zero
    """

    def only_itself(allowed: Tensor) -> None:
        allowed[layer, head] = torch.eye(allowed.shape[-1], dtype=torch.bool)

    def silent(allowed: Tensor) -> None:
        allowed[layer, head] = False

    seen = []
    for text in texts:
        run = model.run(text.tokens, causal(model, text.tokens.shape[1])[:, None])
        seen.append(looks(run.heads["self"][layer].trace.weights[:, head], text))
    return {
        "layer": layer,
        "head": head,
        "weights": {place: float(np.mean([row[place] for row in seen])) for place in PLACES},
        "only_itself": effect(model, texts, only_itself),
        "silent": effect(model, texts, silent),
    }


def together(model: GPT, texts: list[Pairs], layer: int, heads: list[int]) -> dict:
    """Some heads of a layer silent, and all the others of it silent."""
    others = [head for head in range(model.shape.heads) if head not in heads]

    def silence(chosen: list[int]):
        def change(allowed: Tensor) -> None:
            allowed[layer, chosen] = False

        return change

    return {
        "layer": layer,
        "heads": heads,
        "silent": effect(model, texts, silence(heads)),
        "others_silent": effect(model, texts, silence(others)),
    }


def heads(model: GPT) -> dict:
    """Every head, and in each layer the heads that look most at the same place.

    Means over the sequences of CURVES.
    """
    texts = [pairs(n) for n in CURVES]
    every = [
        one_head(model, texts, layer, head)
        for layer in range(model.shape.layers)
        for head in range(model.shape.heads)
    ]
    same_place: dict[tuple[int, str], list[int]] = {}
    for row in every:
        place = max(row["weights"], key=row["weights"].get)
        same_place.setdefault((row["layer"], place), []).append(row["head"])
    groups = [
        {"place": place, **together(model, texts, layer, members)}
        for (layer, place), members in same_place.items()
    ]
    whole = effect(model, texts, lambda allowed: None)
    return {"whole": whole, "heads": every, "groups": groups}


def head_sentence(row: dict, whole: dict) -> str:
    """One head in words, from its figures alone."""
    places = sorted(row["weights"].items(), key=lambda item: -item[1])
    listed = [f"{share:.0%} on {PLACES[p]}" for p, share in places if share >= 0.095]
    return (
        f"Layer {row['layer']}, head {row['head']} puts {', '.join(listed)}. "
        f"Reading only itself it leaves {row['only_itself']['accuracy']:.1%} of the copy "
        f"right, silent {row['silent']['accuracy']:.1%}, as trained "
        f"{whole['accuracy']:.1%}."
    )


def group_sentence(row: dict, whole: dict) -> str:
    """The heads of a layer that look at one place, in words."""
    names = " and ".join(map(str, row["heads"]))
    many = len(row["heads"]) > 1
    return (
        f"Layer {row['layer']}, head{'s' if many else ''} {names}: most weight on "
        f"{PLACES[row['place']]}. Silent{' together' if many else ''}: "
        f"{row['silent']['accuracy']:.1%} copied, and on first reading "
        f"{row['silent']['seen_again']:.1%} of the probability goes to symbols that cannot "
        f"come again (as trained {whole['seen_again']:.1%}). All other heads of the layer "
        f"silent: {row['others_silent']['accuracy']:.1%} copied."
    )


def sentences(found: dict) -> list[str]:
    whole = found["whole"]
    return [
        *(head_sentence(row, whole) for row in found["heads"]),
        *(group_sentence(row, whole) for row in found["groups"]),
    ]
