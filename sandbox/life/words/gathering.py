"""What is said while a gathering is prepared, in #events: a week in which everybody has something to ask or to offer."""

FRENCH = """
! C'est décidé : la rencontre annuelle aura lieu à Lyon, sur deux jours. Qui en est ?
> Moi ! Je pose mes congés ce soir.
> Présent, avec la petite troupe de l'atelier.
> J'y serai le second jour seulement, mais j'y serai.

? Pour la rencontre : qui vient en train depuis le sud ? On pourrait prendre le même.
> Moi, celui de {time}. Je réserve dès que les places ouvrent.
> Pareil, gardez-moi un siège côté fenêtre.

? Il manque une salle au calme pour celles et ceux qui fatiguent vite. Une idée ?
> La bibliothèque d'à côté en prête une, j'ai demandé.
> Parfait, je m'occupe des coussins.
< Merci, c'est tout à fait ce qu'il fallait.

? Qui veut tenir l'accueil avec moi le premier matin ?
> Volontiers, de l'ouverture jusqu'à midi.
> Je prends la relève après.

! Le programme est presque complet : il reste {n} créneaux de dix minutes. Premières fois bienvenues.
> Je me lance, sur {subject}. Avec le trac.
> Bravo ! On répète ensemble la veille, si tu veux.
< Oh oui, merci.

? Qui peut loger quelqu'un deux nuits ? Nous avons {n} demandes.
> Deux places chez moi, dont un vrai lit.
> Une place, et un chat très affectueux.

? Est-ce que les exposés seront sous-titrés en direct ?
> Oui, dans la grande salle. Pour les ateliers, nous cherchons encore.
> Je peux aider à relire ensuite.

! Le repas du soir sera fait ensemble : {food} pour commencer. Cuisinières et cuisiniers, faites signe.
> J'apporte mes couteaux.
> Je ne cuisine pas, mais j'épluche très bien.
> Et moi la vaisselle, en chantant.
"""
ENGLISH = """
! It is settled: the yearly gathering will be in Lyon, over two days. Who is coming?
> Me! Asking for the days off tonight.
> Count us in, the whole workshop.
> Only for the second day, but I would not miss it.

? For the gathering: who takes the train from the north? We could share a table.
> The one at {time}, I book as soon as it opens.
> Same here, keep me a seat.

? We still need a quiet room for those who tire quickly. Any idea?
> The library next door lends us one, I asked.
> Perfect. I bring the cushions.
< Thank you, that is just what we needed.

? Who would keep the front desk with me on the first morning?
> Gladly, from opening until noon.
> I take over after that.

! The programme is nearly full: {n} slots of ten minutes are left. First-timers welcome.
> I will try, on {subject}. Already nervous.
> Well done! Let us rehearse together the day before.
< Oh yes, please.

? Who has a sofa for two nights? {n} people have asked.
> Two places here, one of them a real bed.
> One, and a very affectionate cat.

? Will the talks be captioned live?
> Yes, in the large hall. For the workshops we are still looking.
> I can help to proofread afterwards.

! We cook dinner together: {food} to begin with. Cooks, raise your hands.
> I bring my knives.
> No cook, but an excellent peeler.
> And I do the dishes, singing.
"""
