"""What members say to the product team, before the visitor says something."""

TEAM_NAME = "Produit"
AREAS = ("Mobile", "Calendrier", "Rencontres")
SAID = (
    (
        "fr",
        "bug",
        "Sur mobile, le calendrier reste blanc depuis la dernière mise à jour : plus aucune rencontre ne s'affiche.",
    ),
    ("en", "idea", "Could the calendar have a dark theme? I read it at night, and my eyes hurt."),
    ("fr", "idea", "J'aimerais recevoir le récapitulatif le vendredi plutôt que le lundi."),
    ("en", "bug", "The reminder for the open meeting came an hour late: it went by the wrong time zone."),
    (
        "fr",
        "praise",
        "Merci pour les cafés du lundi, j'y ai rencontré trois personnes avec qui je travaille maintenant.",
    ),
)
"""Language, kind and words."""
