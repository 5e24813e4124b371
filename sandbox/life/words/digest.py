"""What people say because of the digest: to somebody who has gone quiet, under a question that waited, in a thread of the week."""

MISSED = {
    "fr": (
        "Bonjour {name} ! On ne t'a pas lu ces derniers temps, et tu nous manques. Comment vas-tu ?",
        "Bonjour {name}, je pensais à toi en lisant #data, bien calme sans toi. Tout va bien ?",
    ),
    "en": (
        "Hello {name}! We have not read you lately, and you are missed. How are you?",
        "Hello {name}, I thought of you: #data is so calm without you. Is all well?",
    ),
}
BACK = {
    "fr": ("Merci, ça me touche. Beaucoup de travail ces temps-ci, je reviens doucement.",),
    "en": ("Thank you, that means something. Much work these weeks, I am coming back slowly.",),
}
LATE_ANSWERS = {
    "fr": (
        "Désolé pour l'attente : je demande autour de moi et je te réponds ici.",
        "Bonne question, restée trop longtemps sans réponse. Quelqu'un de l'équipe connaît ça, je l'appelle.",
    ),
    "en": (
        "Sorry that this waited: I am asking around and will answer here.",
        "Good question, left alone for too long. Somebody on the team knows, I am calling them.",
    ),
}
JOINING_IN = {
    "fr": ("Je découvre ce fil par le récap. Passionnant, merci !", "Passé à côté cette semaine, quel bel échange."),
    "en": ("Found this thread through the recap. Fascinating, thank you!", "Missed this during the week, how lovely."),
}
