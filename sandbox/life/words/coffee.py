"""What people say over coffee: in their group, by language, and afterwards."""

OPENERS = {
    "fr": (
        "Bonjour ! Quelle bonne idée de nous réunir. Le premier créneau me va, et vous ?",
        "Bonjour, au plaisir de faire connaissance. Plutôt le matin ou l'après-midi ?",
        "Salut ! Je propose le deuxième créneau, trente minutes en visio.",
        "Bonjour ! Je vous lis depuis un moment, et voilà enfin une occasion de se parler.",
    ),
    "en": (
        "Hello! What a good idea to bring us together. The first slot suits me, does it suit you?",
        "Hi, looking forward to meeting you. Morning or afternoon?",
        "Hello! Shall we take the second slot, half an hour by video?",
        "Hi! I have read you for a while, good to have a reason to talk at last.",
    ),
}
REPLIES = {
    "fr": (
        "Avec plaisir ! Parfait pour moi.",
        "Ça me va très bien, à bientôt.",
        "Ce jour-là je ne peux pas, le suivant serait possible ?",
        "Noté. J'apporte le café, façon de parler.",
    ),
    "en": (
        "With pleasure! That works for me.",
        "Suits me well, see you then.",
        "That day is full, could we take the next one?",
        "Noted. I bring the coffee, so to speak.",
    ),
}
REMARKS = {
    "fr": (
        "Une demi-heure passée sans regarder l'heure.",
        "On recommence quand vous voulez.",
        "J'ai appris deux choses que je cherchais depuis des mois.",
        "Très différent de mon métier, et d'autant plus utile.",
    ),
    "en": (
        "Half an hour that felt like five minutes.",
        "We will do this again.",
        "I learnt two things that I had looked for in vain.",
        "Far from my own trade, and all the more useful.",
    ),
}
