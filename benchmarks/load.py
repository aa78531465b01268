"""`make load`: many visitors on one process, and normal ones beside one who means harm."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.crowd import Crowd, crowd
from benchmarks.hostile import kinds
from benchmarks.process import load_average
from benchmarks.results import listed, write
from tests.browser.server import ROOT, started

HEADINGS = (
    "visitors", "p50 ms", "p95", "p99", "first visit p95", "changes/s", "CPU ms a change",
    "MB a visitor", "given back", "MB at the end", "failures", "health max ms",
    "cores used by visitors / by others",
)  # fmt: skip


def cells(crowd: Crowd) -> list[str]:
    """One line of the table."""
    p50, p95, p99 = (f"{crowd.percentile(share):,.0f}" for share in (0.5, 0.95, 0.99))
    return [
        crowd.name,
        p50,
        p95,
        p99,
        f"{crowd.first_percentile(0.95):,.0f}",
        f"{crowd.rate:.1f} of {crowd.offered:.1f}",
        f"{crowd.cpu:.1f}",
        f"{crowd.memory:.1f}",
        f"{crowd.given_back:.0%}" if crowd.after else "",
        f"{(crowd.after or crowd.during).rss:,.0f}",
        str(len(crowd.log.failures)),
        f"{crowd.health:,.0f}",
        f"{crowd.ours / crowd.window:.2f} / {max(0.0, crowd.others) / crowd.window:.2f}",
    ]


def rows(quick: bool) -> dict[str, Callable]:
    """Name of a row -> what measures it on a server that has just started."""
    window, rest = (12, 25) if quick else (60, 60)
    found = {}
    for many in (30,) if quick else (30, 60, 120):
        found[f"{many}"] = lambda server, many=many: crowd(
            server, many, window=window, rest=rest, arrive=8
        )
    if not quick:
        found["100 in 5 s"] = lambda server: crowd(server, 100, window=10, rest=0, arrive=5)
    beside = 10 if quick else 30
    for name, attack in {"": None, **kinds()}.items():
        found[f"20 beside {name}" if name else "20 alone"] = lambda server, attack=attack: crowd(
            server, 20, window=beside, rest=0, arrive=5, attack=attack
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="30 visitors, short, not written")
    parser.add_argument("--only", default="", help="rows whose name has this in it, not written")
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="another checkout's app")
    args = parser.parse_args()
    before, lines = load_average(), []
    print(" | ".join(HEADINGS))
    for name, measure in rows(args.quick).items():
        if args.only not in name:
            continue
        with started(args.app) as server:
            time.sleep(1)
            found = asyncio.run(measure(server))
        found.name = name
        lines.append(cells(found))
        print(" | ".join(lines[-1]), f"  (load average {load_average()})", flush=True)
        for reason in sorted(set(found.log.failures))[:5]:
            print(f"    {found.log.failures.count(reason)} x {reason[:300]}", flush=True)
        for told in found.told:
            print(f"    {told}", flush=True)
    if not (args.quick or args.only or args.app != ROOT / "app.py"):
        write("load", f"{SAID}\n\n{listed(HEADINGS, lines)}", before)


SAID = """\
`make load`: N = 64, each visitor opens one link on /playground and changes something every 2 to
3 seconds (4 of 10 a slider, 2 a locked cell, 2 the mask, 1 the layer, 1 the text), and waits
for the answer before the next change. Times from sending a change to the end of its run,
picture included, measured over 60 s (beside a hostile session over 30). CPU is the process's
own time less what it uses when nobody changes anything, over the changes answered; beside a
hostile session it has the attack's work in it. Memory is resident: with all visitors there less
before they came, and what of it is given back 60 s after they left; eight had been there for 20
s and were forgotten, so that the caches that all share, which are bounded in bytes, are full
before and after. The visitors' work runs on the same machine; the last column says how much of
it they took, and what else ran there: where others took more than a tenth of a core the times
are theirs too, and only processor time can be believed."""


if __name__ == "__main__":
    sys.exit(main())
