"""The channels: purpose, languages spoken there (their weights), how lively, and how many join without being drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """A channel of the community; `share` of its people join it anyway, `liveliness` is its part of the talk."""

    name: str
    purpose: str
    languages: tuple[tuple[str, int], ...]
    liveliness: float
    share: float

    def speaks(self, language: str) -> int:
        """How often this language begins a thread here, out of a hundred."""
        return dict(self.languages).get(language, 0)


BOTH = (("fr", 55), ("en", 45))
FRENCH, ENGLISH = (("fr", 100),), (("en", 100),)
ROOMS = (
    Room("general", "Announcements for everyone · Annonces pour tout le monde", BOTH, 0.9, 1.0),
    Room("coffee", "Meet someone new · Rencontrez quelqu'un", BOTH, 0.6, 0.45),
    Room("python", "Python, from first steps to asyncio", (("en", 60), ("fr", 40)), 1.4, 0.25),
    Room("design", "Interfaces, accessibility, research", (("en", 55), ("fr", 45)), 1.0, 0.2),
    Room("data", "Data and machine learning · Données", BOTH, 1.1, 0.2),
    Room("entraide", "Questions et réponses en français", FRENCH, 1.5, 0.6),
    Room("help", "Questions and answers in English", ENGLISH, 1.3, 0.6),
    Room("random", "Everything else · Tout le reste", BOTH, 1.6, 0.7),
    Room("open-source", "Free software, maps and commons · Logiciels et communs", BOTH, 0.8, 0.2),
    Room("books", "What we read and write · Lectures et écriture", BOTH, 0.7, 0.25),
    Room("events", "Meet-ups and talks · Rencontres et conférences", BOTH, 0.7, 0.4),
    Room("jobs", "Openings and collaborations · Offres et missions", BOTH, 0.5, 0.35),
    Room("jardin", "Semis, boutures et potagers", FRENCH, 0.6, 0.2),
)
INTRODUCTIONS = "introductions"
TEAM = "community-team"
PRODUCT = "product"
"""Where those read feedback who can act on it."""
