"""Which version this is."""

import tomllib
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def version() -> str:
    """The version of the checkout, or else of the installed package."""
    if PROJECT.is_file():
        found: str = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
        return found
    return metadata.version("convive")
