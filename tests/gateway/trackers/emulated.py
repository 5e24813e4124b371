"""GitHub and Linear on this machine: npm's `emulate`, of the one version that is known to be it, brought once a run."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PINNED = "emulate@0.8.0"
"""Of that name there is another project, under later numbers."""
SEED = """
tokens:
  token_of_tests:
    login: octocat
    scopes: [repo, user, admin:repo_hook]
github:
  users:
    - {login: octocat, name: Octocat, email: octocat@example.org}
  repos:
    - {owner: octocat, name: hello-world, auto_init: true}
linear:
  organization: {name: Acme, url_key: acme}
  users:
    - {email: admin@example.org, name: Admin, admin: true}
  teams:
    - key: ENG
      name: Engineering
      states:
        - {name: Todo, type: unstarted}
        - {name: In Progress, type: started}
        - {name: Done, type: completed}
        - {name: Canceled, type: canceled}
  tokens:
    - {token: lin_token_of_tests, user: admin@example.org, scopes: [read, write, "issues:create", admin]}
"""


def brought(folder: Path) -> Path | None:
    """The program, installed in a folder of its own; None where npm cannot bring it."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), PINNED]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=50)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return folder / "node_modules" / ".bin" / "emulate"


@contextmanager
def emulated(program: Path, folder: Path, service: str) -> Iterator[str]:
    """One service, for as long as it is wanted; its address."""
    seed = folder / "seed.yaml"
    seed.write_text(SEED)
    port = _free_port()
    command = ["node", str(program), "start", "-s", service, "-p", str(port), "--seed", str(seed)]
    with (folder / f"{service}.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends and process.poll() is None:
        try:
            httpx.get(url, timeout=1, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("emulate did not start")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
