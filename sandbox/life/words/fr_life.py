"""What is said in French where people meet. `?` asks, `!` tells, `>` answers, `<` is the first again."""

TALK = {
    "general": """
! Le compte rendu de la rencontre sur {subject} est en ligne. Merci aux {n} personnes qui sont venues !
> Merci pour le travail de synthèse.

! Prochaine rencontre ouverte : {day} à {time}, en visio. Au programme : {subject}.
> J'y serai.
> Trop tôt pour moi, est-ce qu'il y aura des notes ?
< Oui, comme toujours.

? Qui pourrait animer un atelier sur {subject} au printemps ?
> Je veux bien co-animer, mais à deux.
> Compte sur moi pour la préparation.
< Parfait, je vous mets en contact.

! Nous avons passé une petite étape : {n} nouvelles personnes ce mois-ci. Bienvenue à toutes et à tous !
> Bienvenue !

! Rappel doux : les réponses dans les fils, s'il vous plaît. Les canaux restent lisibles pour tout le monde.
> Merci du rappel.

! Le petit guide de la communauté a une nouvelle page, sur {subject}. Relisez-la quand vous avez cinq minutes.
> Très clair. J'ai corrigé une coquille.
""",
    "coffee": """
? Qui prend un café à distance {day} matin ? Trente minutes, sans ordre du jour.
> Moi ! Vers 10 h ?
< Adjugé. Je t'envoie un lien.

! Très beau café hier : une heure sur {subject}, sans voir le temps passer.
> C'est le meilleur canal ici.

? Quelqu'un à {town} cette semaine, pour un vrai café ?
> J'y suis jusqu'à {day} !
< Alors {day}, {time} ?
> Parfait.

? Une question pour briser la glace, autre que « tu fais quoi dans la vie » ?
> « Qu'est-ce que tu as appris récemment, et de qui ? »
> « Quel objet sur ton bureau a une histoire ? »
< Je garde l'objet. Merci !

! J'ai rencontré quelqu'un ici qui habite à deux rues de chez moi. Il a fallu un salon en ligne pour ça.
> Trop beau.
""",
    "random": """
! {food} ce soir, la première de la saison. Je partage la recette à qui veut.
> La recette, oui !
< Elle arrive, elle tient en quatre lignes.

? Vous écoutez quoi en travaillant ? Je tourne en rond avec mes mêmes trois disques.
> La pluie. Vraiment, un enregistrement de pluie.
> Du jazz du matin, rien à partir de quinze heures.
> Le silence, mais j'ai un chat.

! Trajet du matin à vélo : {n} degrés, un héron, zéro voiture. Belle journée à vous.
> Un héron ! Chez moi, seulement des pigeons.

? Un jeu de société pour cinq personnes qui n'aiment pas perdre ?
> Un jeu coopératif, comme ça vous perdrez ensemble.

! Le train a {n} minutes de retard, mais la contrôleuse fait des mots croisés avec le wagon. Tout va bien.
> Je prends ce train demain.

! Mon fils vient de m'expliquer à quoi sert mon métier. Il a mieux résumé que moi.
> Engage-le.
> Alors, à quoi sert-il ?
< « Tu aides les gens à ne pas s'énerver contre les ordinateurs. »

? Montagne ou mer, pour trois jours en {month} ?
> La montagne, sans les skis, avec un livre.
> La mer hors saison. Il n'y a rien de plus calme.

! Une heure sans écran, une heure de marche : je recommande l'échange.
> Je file.

? Comment vous appelez ça, chez vous : une serpillière, une wassingue, une panosse, une moppe ?
> Une panosse, et j'y tiens.
> Serpillière. Mais panosse est plus joli.
> Une moppe, ici !

! Photo du matin : brouillard sur le canal, et le marchand de café qui chante. Bonne semaine.
""",
    "books": """
! Je viens de finir {book}. Les cinquante dernières pages valent à elles seules le voyage.
> Ajouté à ma pile, qui ne baisse jamais.

? Un roman court pour un long trajet ?
> {book}, si tu aimes les gares et les silences.
> Un recueil de nouvelles : une par correspondance.
< {book} est dans le sac. Merci !

? Qui a envie d'écrire une heure, en silence, {day} à {time} ? On se retrouve, on écrit, on se dit au revoir.
> Moi. C'est l'heure la plus utile de ma semaine.
> J'en serai.

! Notre atelier d'écriture a produit {n} textes en deux heures. Certains sont très beaux.
> On peut les lire quelque part ?
< Oui, je rassemble les accords et je publie.

? Vous notez vos lectures ? Où et comment ?
> Un carnet, une phrase par livre. Pas plus.
> Un tableur, je l'avoue.
""",
    "events": """
! Rencontre à {town} {day} prochain : deux exposés courts, sur {subject} et sur l'accueil. Entrée libre.
> Je viens avec deux collègues.
> Est-ce accessible en fauteuil ?
< Oui, entrée de plain-pied et boucle magnétique.

? Quelqu'un va à la journée d'étude de {town} ? On pourrait partager le trajet.
> J'ai une place dans la voiture.
< Parfait, je t'écris.

! Appel à propositions ouvert jusqu'au {n} {month} : formats de dix minutes, premières fois bienvenues.
> Une première fois, ça intimide…
< On répète ensemble la veille. Promis.

? Comment garder une visio vivante au-delà d'une heure ?
> Des groupes de trois après vingt minutes. Toujours trois.
> Une pause. Personne n'ose, tout le monde en rêve.

! Les captations de la dernière rencontre sont sous-titrées en deux langues. Merci à celles et ceux qui ont relu !
> Un travail de fourmi. Bravo.
""",
    "jobs": """
! Notre coopérative cherche une personne à mi-temps pour {subject}. À {town} ou à distance, dès {month}.
> Est-ce ouvert aux débuts de carrière ?
< Oui, tout à fait.

? Je cherche une mission courte, {n} jours environ, en traduction ou en relecture.
> Écris-moi, nous avons un rapport à relire.

? Combien demandez-vous pour une journée d'atelier ? Je débute et je n'ose pas.
> Compte aussi la préparation : une journée devant le public, c'est deux jours.
> N'aie pas peur d'annoncer un prix. Le silence qui suit est normal.
< Merci, ça m'aide beaucoup.

! Stage de {n} semaines proposé à {town} : données ouvertes, équipe bienveillante, vraie tutrice.
> Je partage à ma promo.
""",
    "jardin": """
? Est-ce trop tard pour semer des {plant} ?
> À l'abri, non. En pleine terre, je patienterais.
< À l'abri, donc. Merci !

! Premières récoltes : {n} kilos, surtout des {plant}. Le voisinage est prié de se servir.
> Quelle générosité, et quel rendement !

? Les limaces mangent mes {plant}. Vos remèdes doux ?
> Une planche humide le soir, on ramasse le matin.
> Des canards, si tu as la place.
> La patience, et planter un peu plus.

! Troc de graines à {town} {day} : j'apporte des {plant}, je cherche des choux anciens.
> J'ai des choux ! À {day}.

? Quelqu'un composte en appartement sans que ça sente ?
> Des vers, et autant de carton que d'épluchures. Rien ne sent.
< Du carton ! C'est ce qui manquait.

! Gelée cette nuit. Les {plant} ont tenu sous leur voile.
> Les miennes non…

? Un balcon au nord : que planter qui ne boude pas ?
> Fougères, menthe, et des salades en été.
""",
}
