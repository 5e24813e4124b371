"""What is said in French where people talk of their work. `?` asks, `!` tells, `>` answers, `<` is the first again."""

TALK = {
    "python": """
? Quelqu'un a déjà migré un projet vers {tool} ? J'hésite à m'y mettre avant {month}.
> Oui, il y a quelques mois. Commence par un seul module, le reste suit presque tout seul.
> Pareil ici : deux jours de travail, et je ne reviendrais pas en arrière.
< Merci, je tente sur une branche cette semaine.

? Comment est-ce que vous testez du code qui appelle {tool} sans tout remplacer par des faux objets ?
> Une vraie base dans un dossier temporaire, recréée pour chaque test. C'est plus rapide qu'on ne croit.
< Simple et clair. J'essaie.

! Petite victoire du jour : la suite de tests est passée de {n} minutes à quarante secondes.
> Bravo ! Qu'est-ce qui a le plus aidé ?
< Ne plus recréer la base à chaque test. Tout bêtement.

? Pour débuter en Python, un livre ou plutôt un petit projet ?
> Un petit projet à soi, sans hésiter. Trier ses photos, par exemple.
> Les deux : un chapitre le matin, et le projet l'après-midi.

! J'anime un atelier « premiers pas avec {tool} » {day} à {time}. Il reste {n} places, en visio.
> Je m'inscris, merci !
> Est-ce que ce sera enregistré ?
< Oui, le lien suivra ici même.

? Vous épinglez toutes vos dépendances, ou seulement les directes ?
> Toutes, avec leurs empreintes. Les surprises du vendredi soir ont disparu.
> Seulement les directes dans une bibliothèque, toutes dans une application.

? Une idée pour lire un CSV de {n} Go sur un portable modeste ?
> Par morceaux, ou bien avec Polars en mode paresseux.
> Charge-le dans SQLite une fois pour toutes, et interroge-le ensuite.
< SQLite, évidemment. Merci !

! J'ai écrit un billet sur ce que {tool} m'a appris après un an. Les relectures sont bienvenues.
> Lu d'une traite. Le passage sur les erreurs est très juste.

? Type hints partout, ou seulement aux frontières ?
> Partout dans le nouveau code, aux frontières dans l'ancien.
> D'abord les frontières : c'est là que les bugs se cachent.
""",
    "design": """
? Quelle taille minimale pour la zone d'un bouton sur mobile ? Je lis tout et son contraire.
> 44 pixels de côté, et de l'air autour. En dessous, les pouces se trompent.
> Pense aussi à l'espace entre deux boutons, c'est souvent là que ça coince.
< Merci, je note les deux.

! Test d'utilisabilité avec {n} personnes cette semaine : personne n'a vu le lien « Suivant ». Leçon d'humilité.
> Classique ! Un vrai bouton, et le problème disparaît.

? Un avis sur {app} pour travailler à plusieurs sur des maquettes ?
> Nous l'utilisons depuis un an. Les composants partagés sont très bien faits.
> Très bon, surtout si tu veux héberger toi-même.

? Comment est-ce que vous testez vos contrastes en thème sombre ?
> Un outil pour les chiffres, puis l'écran en plein soleil pour de vrai.
< Le plein soleil, je n'y avais pas pensé !

! Notre guide de rédaction pour les boutons tient maintenant sur une page. Un verbe, jamais « Cliquez ici ».
> Est-ce que tu le partages ? Ça m'intéresse.
< Oui, je mets le lien demain.

? Qui aurait une heure {day} pour relire un parcours d'inscription avec moi ?
> Moi, plutôt vers {time}.
< Parfait, je t'envoie une invitation.

? Lecteur d'écran : vous commencez par lequel quand vous apprenez ?
> NVDA, avec les yeux fermés, pendant dix minutes. On comprend très vite.
> Et demande à quelqu'un qui s'en sert tous les jours. C'est le meilleur cours.

! J'ai compté : {n} nuances de gris dans notre interface. Il en reste quatre après le ménage.
> Le plus satisfaisant des ménages.
""",
    "data": """
? Où trouvez-vous des données ouvertes sur {subject} ? Je prépare un cours.
> Les portails des villes sont souvent meilleurs que le portail national.
> J'ai un jeu propre de l'an dernier, je te l'envoie.
< C'est exactement ce qu'il me fallait, merci !

! Première carte publiée avec {app} : les fontaines publiques de {town}. {n} manquaient sur la carte officielle.
> Superbe. Tu as prévenu la mairie ?
< Oui, et on m'a répondu dans la journée !

? Médiane ou moyenne pour parler des délais de réponse à un public non spécialiste ?
> Médiane, et une phrase pour dire ce qu'elle veut dire.
> La médiane, avec le pire cas à côté. C'est lui dont les gens se souviennent.

? Comment expliquez-vous un intervalle de confiance sans perdre la salle ?
> Avec une poignée de dés. On recommence, on voit que ça bouge, on en parle.
< Les dés ! Je vole l'idée.

! Rappel : {n} lignes en double dans un export suffisent à changer une conclusion. Je viens de l'apprendre à mes dépens.
> Ça mérite un test automatique.
> Nous y sommes tous passés…

? Quelqu'un a comparé {tool} et DuckDB sur de gros fichiers ?
> DuckDB pour explorer, l'autre pour tout ce qui doit tourner chaque nuit.

? Graphique à barres ou à points quand il y a {n} catégories ?
> À points, triés. Les barres fatiguent l'œil au-delà de dix.
> Et si tu n'en gardais que sept, avec une ligne « autres » ?

! Le groupe de lecture « statistiques sans peine » se retrouve {day} à {time}. Chapitre sur les tests.
> J'en suis !
> J'arriverai avec dix minutes de retard.

? Comment présenter une incertitude à des gens qui veulent un seul chiffre ?
> Une fourchette, et une phrase. Jamais trois décimales.
> « Entre 40 et 60, sans doute 50 » passe très bien à l'oral.
< Je garde la formule.

! Jeu de données publié : {n} ans de relevés d'un jardin partagé. Licence libre, dictionnaire des colonnes inclus.
> Les heures sont en heure locale ou en UTC ?
< En UTC, c'est écrit dans la première ligne.

? Comment gardez-vous la trace de ce que vous avez nettoyé dans un fichier ?
> Un script, jamais à la main. Le fichier d'origine ne bouge pas.
> Et une colonne « pourquoi » pour chaque ligne écartée.

! Atelier cartes {day} à {time} : on part d'un CSV, on finit avec une carte lisible sans couleur.
> J'apporte les données des bibliothèques.
> Je viens pour le « sans couleur ».

? {tool} ou un simple tableur pour suivre {n} bénévoles ?
> Un tableur, tant que deux personnes le tiennent à jour.
""",
    "open-source": """
? Quelle licence pour un jeu de cartes pédagogiques ? J'hésite entre deux.
> Si tu veux que les dérivés restent libres, prends celle avec partage à l'identique.
> Et ajoute une phrase simple qui dit ce que les gens peuvent faire. Personne ne lit la licence.
< Merci, très clair.

! {app} vient d'accepter ma première contribution : une faute dans la traduction française. Tout petit, mais quelle joie !
> Bravo ! C'est comme ça que tout le monde a commencé.
> Bienvenue du bon côté des fautes.

? Qui utilise {app} dans une petite association ? Je cherche un retour franc.
> Nous, à {n} personnes. Solide, mais prévoyez une après-midi pour former tout le monde.
> Très bien, à condition que quelqu'un fasse les mises à jour.

! Matinée cartographie {day} à {town} : on relève les bancs et les points d'eau. Venez à vélo.
> J'apporte des carnets étanches.

? Comment remercier les personnes qui contribuent sans écrire de code ?
> Une page qui nomme chaque geste : traduire, accueillir, relire, tester.
> Et un mot personnel. Ça compte plus qu'un badge.
< Je commence par les mots personnels.

? Vos critères pour choisir une dépendance libre ?
> Est-ce que quelqu'un répond aux questions ? Le reste se répare.

! Notre instance de {app} a tenu toute l'année sur une machine de récupération. {n} watts en moyenne.
> Je veux le guide !
""",
    "entraide": """
? Mon ordinateur ne voit plus l'imprimante depuis la mise à jour. Par où commencer ?
> Supprime-la dans les réglages et ajoute-la de nouveau par son adresse.
< Ça marche, merci mille fois !

? Comment remplacer un mot dans {n} fichiers d'un coup sans tout casser ?
> Fais d'abord une copie, puis un essai sur un seul fichier.
> Avec l'éditeur, recherche dans le dossier, et relis chaque ligne avant de valider.
< J'ai relu, et j'ai bien fait : deux faux amis.

? Quelqu'un sait exporter un agenda vers un autre service sans perdre les rappels ?
> Par fichier iCalendar. Les rappels passent si tu gardes le même fuseau.

? Je cherche un outil libre pour sous-titrer une vidéo de {n} minutes.
> Il y en a un dans {app}, un peu caché dans les réglages.
> À la main, compte six fois la durée. Avec une transcription automatique, deux fois.
< Deux fois, c'est jouable. Merci !

? Une formule de tableur pour compter les inscrits par semaine ?
> Numéro de semaine dans une colonne, puis un tableau croisé.
< Je n'y croyais plus. Merci !

? Mes visios coupent toutes les {n} minutes. La box, ou l'ordinateur ?
> Essaie avec un câble : si ça tient, c'est le wifi.
> Change aussi de canal, chez moi c'était le voisin.

? Comment dire non poliment à une réunion sans ordre du jour ?
> « Volontiers, dès qu'il y a une question à trancher. »
> Je réponds avec une proposition d'ordre du jour. Souvent la réunion disparaît.

? Qui aurait un modèle de convention pour prêter du matériel ?
> J'en ai un d'une page, je te l'envoie.
< Reçu, c'est parfait.

? Est-ce que quelqu'un connaît bien les statuts associatifs ? Deux petites questions avant {day}.
> Pose-les ici, ça servira à d'autres.

? Où héberger un petit site associatif sans se ruiner ?
> Chez un hébergeur associatif de {town} ou d'ailleurs : quelques euros par mois, et des gens au téléphone.
> Des pages statiques, et c'est presque gratuit.
< J'appelle demain.

? Comment récupérer un texte effacé par erreur dans un document partagé ?
> Fichier, puis historique des versions. Rien n'est perdu.
< Ouf. Vraiment : ouf.

? Vous faites comment pour que les sauvegardes soient vraiment faites ?
> Un rappel le premier du mois, et surtout un essai de restauration.
> Trois copies, dont une ailleurs.

? Quelqu'un a réussi à faire parler un lecteur d'écran dans un PDF scanné ?
""",
}
