"""The real app in a process of its own, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 180  # seconds to the first healthy answer; importing torch on a busy machine is slow


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its process, and what it prints."""

    url: str
    pid: int
    log: Path


@contextmanager
def serve(script: Path = ROOT / "app.py", *options: str, port: int | None = None) -> Iterator[str]:
    """Start a script as `make run` does, give its address once healthy, and end it."""
    with started(script, *options, port=port) as server:
        yield server.url


@contextmanager
def started(
    script: Path = ROOT / "app.py", *options: str, port: int | None = None
) -> Iterator[Server]:
    """The same for those who look at the process too; on a free port unless told.

    Output goes to build/server-PORT.log; its end is in the error when the server does not start.
    """
    port = port or free_port()
    url, log = f"http://127.0.0.1:{port}", ROOT / f"build/server-{port}.log"
    log.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port), *options]
    folder = script.parent if script.name == "app.py" else ROOT  # of another checkout, its own
    surroundings = {**os.environ, "PYTHONPATH": str(folder)}
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=surroundings, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            deadline = time.monotonic() + PATIENCE
            while not healthy(url):
                if process.poll() is not None or time.monotonic() > deadline:
                    state = f"ended with {process.returncode}" if process.poll() else "is silent"
                    raise RuntimeError(f"the server {state}:\n{log.read_text()[-4000:]}")
                time.sleep(0.1)
            yield Server(url, process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
