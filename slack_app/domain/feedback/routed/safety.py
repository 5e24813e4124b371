"""Words of danger, in English and French: lost data, a breach of security, something broken for everyone; spelled out, so that nobody wonders."""

_DATA = (
    "data loss", "data was lost", "lost data", "lost my data", "lost our data", "lost all my", "lost all our", "lost everything",
    "lose all my", "losing data", "losing all my", "deleted all my", "deleted everything", "erased all my", "erased everything",
    "wiped all my", "wiped everything", "all my data is gone", "corrupted data", "data corruption",
    "perte de données", "pertes de données", "perte des données", "perte de mes données", "perte de toutes",
    "perdu mes données", "perdu nos données", "perdu des données", "perdu toutes", "perds toutes mes", "perd toutes mes",
    "données perdues", "données effacées", "données supprimées", "données disparues", "données corrompues",
    "effacé toutes", "supprimé toutes", "tout effacé", "tout supprimé",
)  # fmt: skip
_SECURITY = (
    "security breach", "security issue", "security problem", "security hole", "security flaw", "security vulnerabilit*",
    "vulnerabilit*", "data breach", "data leak*", "leaked data", "leaks data", "leaking data", "password leak*",
    "leaked password*", "got hacked", "been hacked", "was hacked", "privacy breach", "someone else's account",
    "someone else's data", "other people's data", "another user's",
    "faille de sécurité", "failles de sécurité", "problème de sécurité", "vulnérabilité*", "fuite de données",
    "fuites de données", "données divulguées", "mot de passe divulgué", "piraté*", "piratage", "compte de quelqu'un d'autre",
    "données de quelqu'un d'autre", "données d'un autre", "compte d'un autre",
)  # fmt: skip
_EVERYONE = (
    "crash for everyone", "crashes for everyone", "crashing for everyone", "down for everyone", "broken for everyone",
    "fails for everyone", "nobody can log in", "nobody can login", "no one can log in", "nobody can connect",
    "everyone is affected", "all users are affected", "complete outage", "total outage",
    "plante pour tout le monde", "plante chez tout le monde", "en panne pour tout le monde", "bloqué pour tout le monde",
    "cassé pour tout le monde", "personne ne peut se connecter", "plus personne ne peut", "tout le monde est touché",
    "tous les utilisateurs sont touchés", "panne totale", "panne générale",
)  # fmt: skip
SAFETY_WORDS = (*_DATA, *_SECURITY, *_EVERYONE)
