"""`make bench`: every figure of the design's speed table, as ratios measured in one run."""

import argparse
import sys

from benchmarks import core
from benchmarks.process import load_average
from benchmarks.results import write
from benchmarks.table import table

SAID = """\
`make bench`: Chromium without a GPU, and the core alone. What is compared is measured in turn, in
one run; `ratio` compares the medians."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-browser", action="store_true", help="without Chromium, not written")
    parser.add_argument("--no-core", action="store_true", help="Chromium alone, not written")
    args = parser.parse_args()
    before = load_average()
    rows = [] if args.no_core else list(core.rows())
    if not args.no_browser:
        from benchmarks import browser

        rows += browser.rows()
    print(table(rows))
    if not (args.no_browser or args.no_core):
        write("bench", f"{SAID}\n\n```\n{table(rows)}\n```", before)
    missed = [row.what for row in rows if row.verdict == "MISSED"]
    print(f"\n{len(rows)} figures, {len(missed)} over the target." if missed else "\nAll met.")


if __name__ == "__main__":
    sys.exit(main())
