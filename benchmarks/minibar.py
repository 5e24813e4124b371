"""Reviews of apps in French and English, as benchmarks learn from them and judge by them: read from outside, never kept here.

MINIBAR names another folder, which may have more apps: `APP.en.csv`, `APP.fr.csv`, `clusters_APP_….csv`.
"""

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(os.environ.get("MINIBAR") or Path(__file__).parents[2] / "shared" / "data" / "minibar")
APPS = tuple(sorted(file.name.partition(".")[0] for file in DATA.glob("*.en.csv")))
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Review:
    """One review: its words, its stars (which nobody knows later), and what people found in it."""

    words: str
    language: str
    stars: int
    finds: frozenset[str]

    @property
    def kind(self) -> str | None:
        """bug, idea, praise or complaint; None where it is two things at once, or nobody can say."""
        if len(self.finds) != 1:
            return None
        (found,) = self.finds
        if found != "other":
            return found
        return "praise" if self.stars >= 4 else "complaint" if self.stars <= 2 else None


def others(app: str) -> list[str]:
    """The apps but this one: what a model that is judged by it may have learned from."""
    return [other for other in APPS if other != app]


def reviews(app: str, languages: Sequence[str] = LANGUAGES) -> list[Review]:
    """All reviews of an app, in the order of the files."""
    return [review for language in languages for review in _read(DATA / f"{app}.{language}.csv", language)]


def _read(file: Path, language: str) -> list[Review]:
    names = {"problem_report": "bug", "feature_request": "idea", "irrelevant": "other"}
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            Review(
                row["data"],
                language,
                int(row["score"]),
                frozenset(name for column, name in names.items() if row[column] == "1"),
            )
            for row in csv.DictReader(rows)
        ]
