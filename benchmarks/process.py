"""What a process has used: time of the processor and memory, from /proc."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
MB = 1e6


@dataclass(frozen=True)
class Used:
    """At one moment: seconds of processor time so far, resident MB, threads."""

    cpu: float
    rss: float
    threads: int


def used(pid: int) -> Used:
    # The name in brackets may hold blanks; the fields are counted after it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return Used((int(fields[11]) + int(fields[12])) / TICKS, resident * PAGE / MB, int(fields[17]))


def busy() -> float:
    """Seconds in which any core of the machine worked so far, for whomever."""
    words = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    user, nice, system, _idle, _iowait, irq, soft, _steal = map(int, words)
    return (user + nice + system + irq + soft) / TICKS


def machine() -> str:
    """The machine in one line: processor, cores, versions."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "torch", "numpy"))
    kind = names[0] if names else platform.machine()
    return (
        f"{kind}, {cores} core{'s' * (cores != 1)}, {memory:.0f} GB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, {versions}"
    )


def load_average() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())
