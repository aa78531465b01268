"""What a run frees stays with the process."""

import platform
import resource
import subprocess
import sys

import pytest

FAULTS = """
import resource, sys, torch
from maskviz.models.memory import keep_freed_memory
torch.set_num_threads(1)
if sys.argv[1] == "kept":
    assert keep_freed_memory()
def work():
    parts = [torch.ones(6, 256, 256) for _ in range(8)]
    return sum(part[0, 0, 0].item() for part in parts)
work()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    assert work() == 8
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(way: str) -> int:
    """Pages that the system had to bring in while 20 runs took and freed the same arrays."""
    command = [sys.executable, "-c", FAULTS, way]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is asked")
def test_runs_after_the_first_need_no_new_pages():
    assert faults("kept") < 8 * 1_572_864 / resource.getpagesize()
