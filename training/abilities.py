"""What the decoder says when it is asked: next tokens, stories, facts, sums, copies."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from maskviz.analysis.predictions import token_losses, top_tokens
from maskviz.models.gpt import GPT
from maskviz.models.tokenizer import START, Tokenizer
from training.prompts import FACTS, NUMBERS, PROMPTS, SAMPLES, SUMS

TEMPERATURE, LIKELIEST, LENGTH = 0.8, 40, 60
SAMPLING = f"temperature {TEMPERATURE}, from the {LIKELIEST} likeliest tokens, {LENGTH} tokens"


def opening(tokenizer: Tokenizer, prompt: str) -> Tensor:
    return torch.tensor([[START, *tokenizer.encode(prompt).ids]])


@torch.inference_mode()
def next_logits(model: GPT, tokenizer: Tokenizer, prompt: str) -> Tensor:
    return model(opening(tokenizer, prompt))[0, -1]


def top_five(model: GPT, tokenizer: Tokenizer) -> list[dict]:
    """The five likeliest next tokens after each fixed prompt, as labels with probabilities."""
    lists = []
    for prompt in PROMPTS:
        guesses = top_tokens(next_logits(model, tokenizer, prompt), tokenizer, 5)
        lists.append({"prompt": prompt, "next": [[g.label, g.probability] for g in guesses]})
    return lists


@torch.inference_mode()
def sample(model: GPT, tokenizer: Tokenizer, prompt: str, seed: int) -> str:
    """A prompt continued by throwing weighted dice for each next token, as SAMPLING says."""
    dice, tokens = torch.Generator().manual_seed(seed), opening(tokenizer, prompt)
    for _ in range(LENGTH):
        best = model(tokens)[0, -1].topk(LIKELIEST)
        drawn = torch.multinomial((best.values / TEMPERATURE).softmax(dim=-1), 1, generator=dice)
        tokens = torch.cat((tokens, best.indices[drawn][None]), dim=1)
    return tokenizer.decode(tokens[0].tolist())


def samples(model: GPT, tokenizer: Tokenizer) -> list[dict]:
    return [
        {"seed": seed, "text": sample(model, tokenizer, prompt, seed)}
        for seed, prompt in enumerate(SAMPLES)
    ]


def answers(
    model: GPT, tokenizer: Tokenizer, choices: Sequence[str] | None, asked: Sequence[tuple]
) -> list[dict]:
    """Where the right answer's first token ranks among all tokens or the choices; 1 is first."""
    rows = []
    for prompt, answer in asked:
        logits = next_logits(model, tokenizer, prompt)
        right = tokenizer.encode(answer).ids[0]
        rivals = [tokenizer.encode(c).ids[0] for c in choices] if choices else slice(None)
        rank = 1 + int((logits[rivals] > logits[right]).sum())
        rows.append({"prompt": prompt, "answer": answer.strip(), "rank": rank})
    return rows


@torch.inference_mode()
def copying(model: GPT, seed: int = 0, rows: int = 32, length: int = 60) -> dict:
    """Loss on a list of random tokens read once, then again: one that copies falls to about 0."""
    rng = np.random.default_rng(seed)
    once = rng.integers(258, model.shape.vocab, (rows, length))
    text = torch.from_numpy(np.concatenate([np.full((rows, 1), START), once, once], axis=1))
    nats = token_losses(model(text[:, :-1]), text[:, 1:])
    first, second = nats[:, :length].mean().item(), nats[:, length + 1 :].mean().item()
    return {"first_reading": first, "second_reading": second}


def abilities(model: GPT, tokenizer: Tokenizer) -> dict:
    """The small tests behind the card's list of what the model cannot do."""
    return {
        "facts": answers(model, tokenizer, None, FACTS),
        "sums": answers(model, tokenizer, NUMBERS, SUMS),
        "copying": copying(model),
    }
