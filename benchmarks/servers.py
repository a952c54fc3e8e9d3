"""Starts dashboard and floor on free ports of 127.0.0.1 and reads what they cost: processor time and memory."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
START_TIMEOUT_S = 120.0
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
SIDES = {"app": ("benchmarks.app", "/_stcore/health"), "floor": ("benchmarks.floor", "/")}


@dataclass(frozen=True)
class Server:
    """A running side. `questions` is where the dashboard tells the time of each question."""

    side: str
    url: str
    pid: int
    questions: Path

    def cpu_s(self) -> float:
        """Processor time used so far, in seconds."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * TICK_S

    def memory_mb(self) -> float:
        """Resident memory in megabytes."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024

    def forget(self) -> None:
        """Let the next question miss the cache of answers; the floor has none."""
        if self.side == "app":
            os.kill(self.pid, signal.SIGUSR1)

    def asked_ms(self) -> list[float]:
        """Time of every question since the last call."""
        lines = self.questions.read_text(encoding="utf-8").splitlines()
        self.questions.write_text("", encoding="utf-8")
        return [float(line.split("\t")[1]) for line in lines]


@contextmanager
def running(side: str, env: dict[str, str]) -> Iterator[Server]:
    """One side, ended with the block."""
    module, probe = SIDES[side]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home, ExitStack() as ending:
        folder = Path(home)
        secrets, questions, log = folder / "secrets.toml", folder / "questions.tsv", folder / "server.log"
        secrets.touch()
        questions.touch()
        told = {"HOME": home, "STREAMLIT_SECRETS_FILES": str(secrets), "BENCH_QUESTIONS": str(questions), **env}
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(port)],
            cwd=ROOT,
            env={**os.environ, **told},
            stdout=ending.enter_context(log.open("wb")),
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}{probe}", process, log)
            yield Server(side, url, process.pid, questions)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not come up at {url}:\n{log.read_text(errors='replace')}")
