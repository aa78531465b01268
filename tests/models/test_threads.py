"""NumPy and torch calculate with one thread once they are told to."""

import subprocess
import sys

THREADS = """
import torch
from maskviz.models.threads import blas_threads, one_thread
before = blas_threads()
one_thread()
print(before, blas_threads(), torch.get_num_threads())
"""


def test_one_thread_is_for_torch_and_numpy():
    asked = {"OPENBLAS_NUM_THREADS": "3", "OMP_NUM_THREADS": "3"}
    done = subprocess.run(
        [sys.executable, "-c", THREADS], env=asked, capture_output=True, text=True, check=True
    )
    before, after, of_torch = done.stdout.split()
    assert of_torch == "1" and (before, after) in (("3", "1"), ("2", "1"), ("None", "None"))
