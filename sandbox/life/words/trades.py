"""What people do, in both languages, and which topics, offers and needs go with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """A trade: its name in French and English, the rooms it draws people to, and what they offer and look for."""

    fr: str
    en: str
    rooms: tuple[str, ...]
    interests: tuple[str, ...]
    offers_fr: tuple[str, ...]
    offers_en: tuple[str, ...]
    needs_fr: tuple[str, ...]
    needs_en: tuple[str, ...]

    def name(self, language: str) -> str:
        """What it is called."""
        return self.fr if language == "fr" else self.en

    def offers(self, language: str) -> tuple[str, ...]:
        """What its people can help with."""
        return self.offers_fr if language == "fr" else self.offers_en

    def needs(self, language: str) -> tuple[str, ...]:
        """What its people look for."""
        return self.needs_fr if language == "fr" else self.needs_en


TRADES = (
    Trade("Développement web", "Web developer", ("python", "open-source"),
          ("Python", "Open source", "Web"),
          ("Relecture de code", "Python", "Git"), ("Code review", "Python", "Git"),
          ("Mentorat", "Maquettes", "Accessibilité"), ("Mentoring", "Mock-ups", "Accessibility")),
    Trade("Ingénierie de données", "Data engineer", ("data", "python"),
          ("Data", "Python", "SQL"),
          ("SQL", "Python", "Visualisation"), ("SQL", "Python", "Charts"),
          ("Jeux de données ouverts", "Mentorat"), ("Open data sets", "Mentoring")),
    Trade("Design d'interface", "Interface designer", ("design",),
          ("Design", "Accessibilité · Accessibility", "Illustration"),
          ("Maquettes", "Tests d'utilisabilité", "Accessibilité"), ("Mock-ups", "Usability tests", "Accessibility"),
          ("Relecture de textes", "Python"), ("Proofreading", "Python")),
    Trade("Recherche utilisateur", "User researcher", ("design", "data"),
          ("Design", "Enquêtes · Surveys", "Sociologie · Sociology"),
          ("Tests d'utilisabilité", "Entretiens"), ("Usability tests", "Interviews"),
          ("Visualisation", "SQL"), ("Charts", "SQL")),
    Trade("Rédaction technique", "Technical writer", ("books", "open-source"),
          ("Écriture · Writing", "Open source", "Lecture · Reading"),
          ("Relecture de textes", "Traduction"), ("Proofreading", "Translation"),
          ("Git", "Relecture de code"), ("Git", "Code review")),
    Trade("Traduction", "Translator", ("books", "random"),
          ("Langues · Languages", "Lecture · Reading", "Écriture · Writing"),
          ("Traduction", "Relecture de textes"), ("Translation", "Proofreading"),
          ("Missions courtes", "Git"), ("Short contracts", "Git")),
    Trade("Administration système", "System administrator", ("open-source", "help"),
          ("Linux", "Open source", "Vélo · Cycling"),
          ("Auto-hébergement", "Linux"), ("Self-hosting", "Linux"),
          ("Relecture de textes", "Mentorat"), ("Proofreading", "Mentoring")),
    Trade("Enseignement", "Teacher", ("books", "data"),
          ("Pédagogie · Teaching", "Lecture · Reading", "Python"),
          ("Animation d'ateliers", "Mentorat"), ("Running workshops", "Mentoring"),
          ("Jeux de données ouverts", "Visualisation"), ("Open data sets", "Charts")),
    Trade("Médiation numérique", "Digital mediator", ("entraide", "events"),
          ("Pédagogie · Teaching", "Accessibilité · Accessibility", "Linux"),
          ("Animation d'ateliers", "Accessibilité"), ("Running workshops", "Accessibility"),
          ("Auto-hébergement", "Financement"), ("Self-hosting", "Funding")),
    Trade("Gestion de projet", "Project manager", ("events", "jobs"),
          ("Coopératives · Co-ops", "Vélo · Cycling", "Podcasts"),
          ("Financement", "Animation d'ateliers"), ("Funding", "Running workshops"),
          ("Maquettes", "Traduction"), ("Mock-ups", "Translation")),
    Trade("Journalisme de données", "Data journalist", ("data", "books"),
          ("Data", "Écriture · Writing", "Cartographie · Maps"),
          ("Entretiens", "Visualisation"), ("Interviews", "Charts"),
          ("SQL", "Python"), ("SQL", "Python")),
    Trade("Cartographie", "Cartographer", ("data", "open-source"),
          ("Cartographie · Maps", "Open source", "Randonnée · Hiking"),
          ("Cartes", "Jeux de données ouverts"), ("Maps", "Open data sets"),
          ("Auto-hébergement", "Python"), ("Self-hosting", "Python")),
    Trade("Bibliothécaire", "Librarian", ("books", "events"),
          ("Lecture · Reading", "Archives", "Jardinage · Gardening"),
          ("Animation d'ateliers", "Recherche documentaire"), ("Running workshops", "Finding sources"),
          ("Linux", "Traduction"), ("Linux", "Translation")),
    Trade("Juriste", "Lawyer", ("jobs", "open-source"),
          ("Communs · Commons", "Open source", "Randonnée · Hiking"),
          ("Licences libres", "Statuts associatifs"), ("Free licences", "Founding a non-profit"),
          ("Python", "Maquettes"), ("Python", "Mock-ups")),
    Trade("Apprentissage automatique", "Machine learning engineer", ("data", "python"),
          ("Data", "Python", "Musique · Music"),
          ("Python", "Statistiques"), ("Python", "Statistics"),
          ("Entretiens", "Relecture de textes"), ("Interviews", "Proofreading")),
    Trade("Études, en dernière année", "Student, final year", ("python", "jobs"),
          ("Python", "Jeux · Games", "Musique · Music"),
          ("Prise de notes", "Traduction"), ("Taking notes", "Translation"),
          ("Mentorat", "Stage", "Relecture de CV"), ("Mentoring", "Internship", "CV review")),
)  # fmt: skip
PASTIMES = (
    "Vélo · Cycling",
    "Randonnée · Hiking",
    "Lecture · Reading",
    "Jardinage · Gardening",
    "Musique · Music",
    "Cuisine · Cooking",
    "Photo",
    "Jeux · Games",
    "Podcasts",
    "Langues · Languages",
)
INTERESTS = tuple(dict.fromkeys([*(topic for trade in TRADES for topic in trade.interests), *PASTIMES]))
"""What the community's owner lets people choose from: one list for both languages, so that they meet."""
PROPER = frozenset({"Python", "SQL", "Git", "Linux"})


def in_a_sentence(topic: str, language: str) -> str:
    """A topic as it stands inside a sentence: in that language, and small unless it is a name."""
    said = topic.split(" · ")[0 if language == "fr" else -1]
    return said if said in PROPER else said[:1].lower() + said[1:]
