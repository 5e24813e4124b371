"""What may stand in the gaps of a sentence, by language; a gap keeps its word throughout a thread."""

NUMBERS = tuple(str(number) for number in range(3, 20))
SLOTS = {
    "fr": {
        "day": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"),
        "time": ("midi", "14 h", "17 h 30", "18 h", "18 h 30", "20 h"),
        "town": ("Lyon", "Nantes", "Liège", "Montréal", "Dakar", "Genève", "Rennes", "Marseille", "Saint-Denis"),
        "tool": ("pandas", "FastAPI", "Django", "SQLite", "pytest", "Polars", "asyncio", "Pydantic"),
        "app": ("Penpot", "Inkscape", "Nextcloud", "QGIS", "BigBlueButton", "Grist", "Forgejo", "PeerTube"),
        "book": ("« Les Rivages lents »", "« Le Métier d'habiter »", "« Une carte sans nord »", "« La Septième Halte »",
                 "« L'Herbier des gares »", "« Ce que dit la pluie »"),
        "food": ("une soupe de potimarron", "des crêpes de sarrasin", "un tajine aux coings", "un mafé", "un gratin",
                 "une tarte aux poires"),
        "plant": ("tomates", "courges", "fèves", "capucines", "poireaux", "framboisiers", "topinambours", "basilics"),
        "month": ("janvier", "février", "mars", "avril", "mai", "juin"),
        "subject": ("l'accessibilité", "les licences libres", "la sobriété numérique", "les données ouvertes",
                    "l'accueil des nouveaux", "les communs", "la relecture de code", "le travail à distance"),
        "n": NUMBERS,
    },
    "en": {
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        "time": ("noon", "2 pm", "5.30 pm", "6 pm", "6.30 pm", "8 pm"),
        "town": ("Leeds", "Bristol", "Lagos", "Pune", "Boston", "Portland", "Glasgow", "Cork", "Melbourne"),
        "tool": ("pandas", "FastAPI", "Django", "SQLite", "pytest", "Polars", "asyncio", "Pydantic"),
        "app": ("Penpot", "Inkscape", "Nextcloud", "QGIS", "BigBlueButton", "Grist", "Forgejo", "PeerTube"),
        "book": ("_The Slow Shores_", "_A Map Without North_", "_The Seventh Halt_", "_What the Rain Says_",
                 "_A Herbarium of Stations_", "_The Craft of Dwelling_"),
        "food": ("a squash soup", "buckwheat pancakes", "jollof", "a pear tart", "a lentil dal", "soda bread"),
        "plant": ("tomatoes", "squashes", "broad beans", "nasturtiums", "leeks", "raspberries"),
        "month": ("January", "February", "March", "April", "May", "June"),
        "subject": ("accessibility", "free licences", "a lighter web", "open data", "welcoming newcomers", "the commons",
                    "code review", "working remotely"),
        "n": NUMBERS,
    },
}  # fmt: skip
