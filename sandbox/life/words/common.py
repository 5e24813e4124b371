"""What people say anywhere, by language: hellos to newcomers, thanks, first words, what the team says among itself."""

HELLOS = {
    "fr": (
        "Bienvenue {name} ! Quel plaisir de te lire ici.",
        "Bienvenue {name} ! Si tu cherches par où commencer, #entraide est très accueillant.",
        "Bonjour {name}, et bienvenue parmi nous !",
        "Bienvenue ! On a des choses en commun, je t'écris bientôt.",
        "Salut {name}, au plaisir de faire ta connaissance.",
        "Bienvenue {name}. N'hésite pas à poser tes questions, il n'y en a pas de mauvaises.",
        "Quel beau parcours ! Bienvenue {name}.",
    ),
    "en": (
        "Welcome, {name}! Lovely to have you here.",
        "Welcome, {name}! If you wonder where to start, #help is a friendly place.",
        "Hello {name}, good to meet you!",
        "Welcome! We have things in common, I will write to you soon.",
        "Hi {name}, glad that you found us.",
        "Welcome, {name}. Ask anything, there are no bad questions here.",
        "What a path! Welcome, {name}.",
    ),
}
SELF_INTRODUCTIONS = {
    "fr": (
        "Bonjour ! Je suis {name}, de {town}. Mon métier : {trade}. Je peux aider ({offer}) et je cherche : {need}.",
        "Bonjour à toutes et à tous. {name}, {town}. {Trade}. En ce moment : {interest}, et un peu de {pastime}.",
        "Enfin parmi vous, depuis le temps qu'on m'en parle ! {name}, {town}. {Trade}. Je cherche : {need}.",
        "Salut ! Moi c'est {name}, de {town}. {Trade}. À qui puis-je être utile ? Je propose : {offer}.",
    ),
    "en": (
        "Hello! I am {name}, from {town}. My trade: {trade}. I can help ({offer}), and I am looking for: {need}.",
        "Hello everyone. {name}, {town}. {Trade}. At the moment: {interest}, and a little {pastime}.",
        "Finally joined the place I was told so much about! {name}, {town}. {Trade}. Looking for: {need}.",
        "Hi! I am {name}, from {town}. {Trade}. Who can I be useful to? On offer: {offer}.",
    ),
}
PERSONAL = {
    "fr": (
        "Bonjour {name} ! Je fais partie de l'équipe. Comment se passent tes premiers jours ici ?",
        "Bonjour {name}, quel plaisir de t'accueillir. Qu'est-ce qui t'a donné envie de nous rejoindre ?",
    ),
    "en": (
        "Hello {name}! I am one of the team. How are your first days here?",
        "Hello {name}, so glad that you joined. What brought you to us?",
    ),
}
HOPES = {
    "fr": (
        "Rencontrer des gens qui font des choses utiles, et en faire avec eux.",
        "Sortir un peu de mon bureau, et apprendre des autres métiers.",
        "Trouver une ou deux personnes avec qui réfléchir régulièrement.",
        "Rendre un peu de ce que l'on m'a appris.",
    ),
    "en": (
        "To meet people who make useful things, and to make some with them.",
        "To look beyond my own desk, and to learn from other trades.",
        "To find one or two people to think with regularly.",
        "To give back a little of what I was taught.",
    ),
}
TEAMS = {
    "fr": ("Atelier", "Bibliothèque", "", "Accueil", "Recherche", ""),
    "en": ("Workshop", "Library", "", "Front desk", "Research", ""),
}
"""Where people work, in a few communities; many belong to no team."""
ANYTHING = {
    "fr": (
        "Plutôt bien, merci.",
        "C'était un bon moment.",
        "Je ne sais pas encore.",
        "Un peu plus de calme, peut-être.",
    ),
    "en": ("Going well, thank you.", "That was time well spent.", "I cannot say yet.", "A little more calm, perhaps."),
}
FIRST_WORDS = {
    "fr": (
        "Bonjour, première fois que j'écris ici. Merci pour l'accueil !",
        "Je lis depuis quelques jours, et j'apprends déjà beaucoup.",
    ),
    "en": (
        "Hello, first time writing here. Thank you for the welcome!",
        "I have been reading for a few days, and I am learning a lot already.",
    ),
}
TEAM = """
! Deux demandes d'invitation en attente, je m'en occupe ce matin.
> Merci ! I will take the ones in English.

! Numbers for the monthly letter are in the folder. Quieter than last month, but more people answer.
> C'est plutôt bon signe, non ?
< I think so too.

? Who could look after newcomers while I am away next week?
> Je prends le relais.

! La charte a été relue par une juriste. Deux phrases à simplifier, rien de grave.
> Happy to do the English side.

? On propose quoi pour la prochaine rencontre ? J'ai trois idées, et deux salles.
> The smaller room, and the second idea.
< Adopté.
"""
AGENDA = "This week: coffee on {en1}, open meeting on {en2} · Cette semaine : café {fr1}, rencontre ouverte {fr2}"
EMOJI = {
    "?": ("eyes", "bulb", "raised_hands", "+1", "thinking_face"),
    "!": ("tada", "heart", "clap", "raised_hands", "fire", "+1", "seedling"),
    ">": ("pray", "+1", "heart", "100"),
    "<": ("+1", "tada", "smile"),
}
