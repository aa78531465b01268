"""`make bench`: every figure of the design's speed table, as ratios measured in one run."""

import argparse
import sys

from benchmarks import core
from benchmarks.table import table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-browser", action="store_true", help="leave Chromium out")
    args = parser.parse_args()
    rows = list(core.rows())
    if not args.no_browser:
        from benchmarks import browser

        rows += browser.rows()
    print(table(rows))
    missed = [row.what for row in rows if row.verdict == "MISSED"]
    print(f"\n{len(rows)} figures, {len(missed)} over the target." if missed else "\nAll met.")


if __name__ == "__main__":
    sys.exit(main())
