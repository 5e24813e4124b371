"""The machine under the app: Python, time zones, languages, disk."""

import platform
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_app.commands.findings import Finding, ill, odd, well
from slack_app.commands.translations import gaps
from slack_app.settings import Settings

ENOUGH_BYTES = 200 * 1024 * 1024
NETWORK_DISKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.glusterfs", "afs"})
MOUNTS = Path("/proc/mounts")


def python(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Which Python this is."""
    yield well(f"Python {platform.python_version()}")


def time_zones(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Members' time zones can be read."""
    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        yield ill("No time zones on this machine", "Install the package tzdata.")
    else:
        yield well("Time zones")


def languages(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Every sentence stands in every language."""
    for language, missing in gaps().items():
        if missing:
            yield odd(f"Language {language}: {len(missing)} sentences without translation", "See: i18n check.")
        else:
            yield well(f"Language {language}: every sentence is translated")


def disk(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """There is room where a SQLite database grows, on a disk where SQLite is safe."""
    file = settings.sqlite_path
    if file is None:
        return
    place = _nearest(file.resolve())
    free = shutil.disk_usage(place).free
    if free < ENOUGH_BYTES:
        yield ill(f"Only {free // 1_000_000} MB are free in {place}", "Make room: a full disk stops the app.")
    else:
        yield well(f"Disk: {free // 1_000_000_000} GB free")
    kind = kind_of_disk(place)
    if kind in NETWORK_DISKS:
        yield odd(f"SQLite stands on a network disk ({kind})", "Put the file on a local disk, or use PostgreSQL.")


def kind_of_disk(place: Path, mounts: str | None = None) -> str:
    """The kind of file system that holds `place`, as the system's table of mounts names it; empty where there is none."""
    table = mounts if mounts is not None else MOUNTS.read_text(encoding="utf-8") if MOUNTS.exists() else ""
    rows = [line.split()[1:3] for line in table.splitlines()]
    holding = [(point, kind) for point, kind in rows if place.is_relative_to(point)]
    return max(holding, key=lambda row: len(row[0]))[1] if holding else ""


def key(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """The marks of those who asked to be forgotten are keyed with something that nobody knows."""
    if settings.secret_key is None:
        remedy = "Set it once, to a long random text, and keep it: whoever knows the key can tell who was erased."
        yield odd("CONVIVE_SECRET_KEY is not set", remedy)
    else:
        yield well("Secret key")


def classifier(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Whoever may be asked outside can be asked, and nobody else reads it on the way."""
    if not settings.classifier_url:
        return
    if not settings.classifier_model:
        yield odd("CONVIVE_CLASSIFIER_URL names no model", "Set CONVIVE_CLASSIFIER_MODEL: without it nobody is asked.")
    elif settings.classifier_url.startswith("http://"):
        remedy = "Use https, unless it stands on this machine or in a network of your own."
        yield odd("What the classifier is asked travels unencrypted", remedy)
    else:
        yield well("Classifier: asked only where managers allow it")


def _nearest(file: Path) -> Path:
    return next(parent for parent in file.parents if parent.exists())
