"""Measure every shipped figure again: `python -m training.evaluate --corpus FOLDER`.

Says for each card, and for the data of “Does it cheat?”, that it agrees or which figures do not;
fails when any does not.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from training import bert_card, cheat, copier_card, dates_card, gpt_card, masked_card

CARDS = {  # name -> its script, and whether it reads the corpus
    "cheat": (cheat, True),
    "gpt": (gpt_card, True),
    "gpt-masked": (masked_card, True),
    "bert": (bert_card, True),
    "dates": (dates_card, False),
    "copier": (copier_card, False),
}


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--model", choices=list(CARDS), help="this one only")
    args = parser.parse_args(words)
    wrong = []
    for name in [args.model] if args.model else CARDS:
        script, reads = CARDS[name]
        print(f"{name}: ", end="", flush=True)
        try:
            script.main(["--check", *(["--corpus", str(args.corpus)] if reads else [])])
        except SystemExit as error:
            wrong.append(f"{name}:\n{error}")
            print("differs")
    if wrong:
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
