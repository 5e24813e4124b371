"""What the embedded process costs when nothing happens: its memory, and its share of one processor.

python -m benchmarks.at_rest [seconds]
"""

import os
import sys
import time
from pathlib import Path

from benchmarks.receiving import fresh_sqlite
from tests.faults.keeper import SECRET, Keeper
from tests.faults.slack import TOKEN, Slack

SETTLES_S = 5.0


def cpu_seconds(pid: int) -> float:
    """What the process has used so far, in user and kernel mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int, name: str = "VmRSS") -> float:
    """Its memory in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


def main() -> None:
    """Start the app alone on SQLite against a small Slack, leave it in peace, and print what it used."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    keeper = Keeper()
    try:
        with fresh_sqlite() as url, Slack() as slack:
            child = keeper.bear("serve", environment(url, slack)).until("ready")
            time.sleep(SETTLES_S)
            before = cpu_seconds(child.pid)
            time.sleep(seconds)
            used = cpu_seconds(child.pid) - before
            print(f"memory {resident_mb(child.pid):.0f} MB (most {resident_mb(child.pid, 'VmHWM'):.0f} MB)")
            print(f"processor {100 * used / seconds:.2f} % of one, over {seconds:.0f} s")
            child.kill()
    finally:
        keeper.close()


def environment(url: str, slack: Slack) -> dict[str, str]:
    """Settings of the embedded process."""
    return {
        "DATABASE_URL": url,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": "",
        "REDIS_URL": "",
        "CONVIVE_PORT": "0",
    }


if __name__ == "__main__":
    main()
