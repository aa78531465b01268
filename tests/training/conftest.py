"""A tiny corpus, and a training run on it, made once."""

import lzma
import random
import sys

import pytest

from training import gpt

NOUNS = ("king", "queen", "fox", "cat", "goose", "boy", "girl", "wolf", "witch", "giant")
VERBS = ("saw", "heard", "met", "asked", "followed", "loved", "feared", "found")


def story(seed: int, sentences: int) -> str:
    """Lines of simple sentences, enough of them for a few windows of 256 tokens."""
    dice = random.Random(seed)
    lines = [
        f"The {dice.choice(NOUNS)} {dice.choice(VERBS)} the {dice.choice(NOUNS)}, "
        f"and then the {dice.choice(NOUNS)} ran away."
        for _ in range(sentences)
    ]
    return "\n".join(lines) + "\n"


def words(seed: int, number: int) -> str:
    """Invented words, so that a tokenizer finds enough pairs for its whole vocabulary."""
    dice = random.Random(seed)
    invented = ["".join(dice.choices("abcdefghijklmnoprstuvwz", k=6)) for _ in range(number)]
    return "".join(f"The giants say {word} and {word}.\n" for word in invented)


def run(corpus, out):
    """`python -m training.gpt` as it is typed, in this process."""
    options = f"--corpus {corpus} --out {out} --steps 20 --batch 2 --every 5 --threads 1"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["training.gpt", *options.split()])
        gpt.main()


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in (("train", story(1, 120) + words(3, 1_400)), ("heldout", story(2, 60))):
        (folder / f"{name}.txt.xz").write_bytes(lzma.compress(text.encode()))
    return folder


@pytest.fixture(scope="session")
def train(corpus_folder):
    """A function that trains into a folder."""
    return lambda out: run(corpus_folder, out)


@pytest.fixture(scope="session")
def trained(train, tmp_path_factory):
    """The folder of an unbroken run of 20 steps."""
    out = tmp_path_factory.mktemp("run")
    train(out)
    return out
