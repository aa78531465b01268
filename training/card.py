"""The parts of a model card that are written from measured figures, and how two cards compare."""

import math


def cannot(abilities: dict, facts: dict) -> list[str]:
    """What the model cannot do, one sentence each, with the figure that shows it."""
    known = sum(row["rank"] == 1 for row in abilities["facts"])
    sums = sum(row["rank"] == 1 for row in abilities["sums"])
    copying, window = abilities["copying"], facts["sliding_window"]
    trained = facts["divide"]["head"]["perplexity"]
    return [
        "Know the world: its first guess was right for "
        f"{known} of {len(abilities['facts'])} plain facts.",
        "Calculate: for sums of one to five the right number came first among nine numbers in "
        f"{sums} of {len(abilities['sums'])}; guessing gives {len(abilities['sums']) / 9:.1f}.",
        "Use a long memory: reading only the last 32 tokens in every layer moves perplexity on "
        f"the held-out text from {trained:.1f} to {window['32']:.1f}, the last 8 to "
        f"{window['8']:.1f}.",
        "Copy: a list of random tokens costs "
        f"{copying['first_reading']:.1f} nats a token at first reading and "
        f"{copying['second_reading']:.1f} at the second; one that copies would be near 0.",
        "Speak of anything but children's classics of 1865 to 1922, in their English and with "
        "their views; it never saw a letter beyond ASCII.",
    ]


def rounded(value: object) -> object:
    """A card with five digits of each measured figure: more would be noise."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value


def differences(said: object, found: object, where: str = "") -> list[str]:
    """A line for each figure of two cards that differs by more than 0.1 % and 0.0005."""
    if isinstance(said, dict) and isinstance(found, dict):
        lines = [f"{where}: {k} is in one only" for k in sorted(said.keys() ^ found.keys())]
        for key in said.keys() & found.keys():
            lines += differences(said[key], found[key], f"{where}.{key}" if where else key)
        return lines
    if isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        pairs = enumerate(zip(said, found, strict=True))
        return [line for i, (a, b) in pairs for line in differences(a, b, f"{where}[{i}]")]
    numbers = isinstance(said, int | float) and isinstance(found, int | float)
    if numbers and math.isclose(said, found, rel_tol=1e-3, abs_tol=5e-4):
        return []
    return [] if said == found else [f"{where}: the card says {said}, measured {found}"]
