"""The commands `check` and `show`: a file in, a verdict or a page out."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from maskviz.matrices.reading import BYTES
from maskviz.python.checking import check
from maskviz.python.error import MaskError
from maskviz.python.showing import show

WRONG = 2  # what a shell is told when there is no mask in the file
STDIN = "-"


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "python -m maskviz", description="Attention masks: what they are, and how they look."
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="check | show")
    for name, about in (
        ("check", "print what a mask is, what is wrong with it, what each library makes of it"),
        ("show", "write the mask as one HTML file that needs no server and no network"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument(
            "file",
            help=f"text, code, a rule, .npy, .npz, .safetensors; {STDIN} reads the standard input",
        )
        command.add_argument("--queries", type=int, help="rows of a rule, 8 unless told")
        command.add_argument("--keys", type=int, help="columns of a rule, as many unless told")
        command.add_argument("--reading", type=int, default=0, help="which way to understand it")
        command.add_argument("--sample", type=int, default=0, help="which mask of a stack")
        command.add_argument(
            "--given", action="append", default=[], metavar="NAME=NUMBER", help="a name left open"
        )
    commands.choices["check"].add_argument("--library", help="one library, or a part of its name")
    commands.choices["show"].add_argument("--out", default="mask.html", help="the file to write")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 where there is a mask to speak of, WRONG where there is none.

    What is wrong is one sentence on the standard error, with the place under it where it is known.
    """
    asked = parser().parse_args(arguments)
    try:
        given = dict(map(number, asked.given))
        library = getattr(asked, "library", None)
        ways = {name: getattr(asked, name) for name in ("queries", "keys", "reading", "sample")}
        found = check(content(asked.file), library, **ways, **given)
        if asked.command == "show":
            print(show(found, file=asked.out), flush=True)
        else:
            print(found, flush=True)
    except MaskError as fault:
        print(*filter(None, (fault, fault.caret)), sep="\n", file=sys.stderr)
        return WRONG
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left to write
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
        return WRONG
    return 0


def content(file: str) -> Path | bytes:
    """What to read: a file by its path, or the bytes of the standard input."""
    return sys.stdin.buffer.read(BYTES + 1) if file == STDIN else Path(file)


def number(text: str) -> tuple[str, int]:
    """`window=4` as a name and its number."""
    name, _, value = text.partition("=")
    try:
        return name, int(value)
    except ValueError:
        raise MaskError(f"{text[:40]!r} is not a name with a whole number, like window=4") from None
