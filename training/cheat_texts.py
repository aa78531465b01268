"""What two models write on, every token the best guess: one with its mask, one trained without."""

import torch

from maskviz.models import Shipped
from maskviz.models.gpt import GPT
from training.abilities import opening
from training.prompts import SAMPLES

LENGTH = 40  # tokens that are written


@torch.inference_mode()
def written_on(model: GPT, tokens: torch.Tensor, masked: bool) -> list[int]:
    """The tokens that follow; each prefix is read again, under the causal mask or without any.

    Shape: tokens (1, token).
    """
    first = tokens.shape[-1]
    for _ in range(LENGTH):
        n = tokens.shape[-1]
        allowed = None if masked else torch.ones(n, n, dtype=torch.bool)
        best = model(tokens, allowed)[:, -1].argmax(dim=-1, keepdim=True)
        tokens = torch.cat((tokens, best), dim=1)
    return tokens[0, first:].tolist()


def texts(shipped: Shipped, cheater: GPT) -> list[dict]:
    """The beginnings of the model card, written on by the shipped model and by the other."""
    rows = []
    for prompt in SAMPLES:
        begin = opening(shipped.tokenizer, prompt)
        both = written_on(shipped.model, begin, True), written_on(cheater, begin, False)
        usual, other = map(shipped.tokenizer.decode, both)
        rows.append({"prompt": prompt, "usual": usual, "cheater": other})
    return rows
