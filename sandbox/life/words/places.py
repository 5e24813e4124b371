"""Where people live: zone, locale, towns, and how many of a hundred members of that language live there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """A part of the world with its zone, its Slack locale and its towns; `weight` says how many live there."""

    tz: str
    locale: str
    towns: tuple[str, ...]
    weight: int


REGIONS = {
    "fr": (
        Region("Europe/Paris", "fr-FR", ("Lyon", "Nantes", "Marseille", "Rennes", "Lille", "Paris", "Grenoble"), 46),
        Region("Europe/Brussels", "fr-FR", ("Liège", "Namur", "Bruxelles"), 12),
        Region("Europe/Zurich", "fr-FR", ("Genève", "Lausanne"), 8),
        Region("America/Montreal", "fr-CA", ("Montréal", "Québec", "Sherbrooke"), 14),
        Region("Africa/Dakar", "fr-FR", ("Dakar", "Saint-Louis"), 8),
        Region("Africa/Casablanca", "fr-FR", ("Rabat", "Casablanca"), 6),
        Region("Indian/Reunion", "fr-FR", ("Saint-Denis", "Saint-Pierre"), 6),
    ),
    "en": (
        Region("Europe/London", "en-GB", ("Leeds", "Bristol", "London", "Glasgow", "Cardiff"), 38),
        Region("Europe/Dublin", "en-GB", ("Dublin", "Cork"), 8),
        Region("America/New_York", "en-US", ("Boston", "Pittsburgh", "New York"), 18),
        Region("America/Los_Angeles", "en-US", ("Portland", "Oakland"), 10),
        Region("Africa/Lagos", "en-GB", ("Lagos", "Ibadan"), 8),
        Region("Asia/Kolkata", "en-IN", ("Pune", "Bengaluru"), 10),
        Region("Australia/Melbourne", "en-AU", ("Melbourne", "Hobart"), 8),
    ),
}
COUNTRY = {
    "Europe/Paris": "France",
    "Europe/Brussels": "Belgique",
    "Europe/Zurich": "Suisse",
    "America/Montreal": "Québec",
    "Africa/Dakar": "Sénégal",
    "Africa/Casablanca": "Maroc",
    "Indian/Reunion": "La Réunion",
    "Europe/London": "UK",
    "Europe/Dublin": "Ireland",
    "America/New_York": "USA",
    "America/Los_Angeles": "USA",
    "Africa/Lagos": "Nigeria",
    "Asia/Kolkata": "India",
    "Australia/Melbourne": "Australia",
}
