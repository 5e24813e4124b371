"""Cues in French: the text that they are read on has no accents."""

from slack_app.domain.feedback.learned.cues.cue import Cue
from slack_app.domain.feedback.terms import Kind

_VERBS = (
    r"(?:march\w+|fonction\w+|s'ouvr\w+|ouvr\w+|se (?:synchronis|connect|charg|lanc|met|ferm)\w*|synchronis\w+|connect\w+|charg\w+|demarr\w+|repond\w*|s'affich\w+|affich\w+|"
    r"detect\w+|reconnai\w+|compt\w+|veut|veulent|trouv\w+|recoi\w+|envoi\w+|enregistr\w+|s'enregistr\w+|peu[tx]|peuvent|va|vont|lanc\w+|remont\w+|transfer\w+|appar\w+|arriv\w+|"
    r"se (?:lance|charge|connecte)|donn\w+|mesur\w+|install\w+|tien\w*|sert|suit|prend)"
)
_NICE = r"(?:bien|bon|sympa|cool|super|top|pratique|utile|interessant|parfait|genial|possible|mieux|appreciable|judicieux|agreable|chouette|ideal|un plus|plus)"
BUG = (
    Cue("plante", Kind.BUG, 1.6, r"\bplant(?:e|es|ent|age|ages|ait|er)\b|\bcrash\w*|\bbu+gs?\b|\bbeu?gu?e?s?\b|\bbug(?:ge|gue|ue|uer|ger|uee)s?\b|\bfig(?:e|ee|er)\b|\bbloqu\w+|\bse (?:ferme|coupe|bloque|fige|deconnecte|relance)\b|\btourne en rond\b"),
    Cue("marche_pas", Kind.BUG, 1.6, rf"\bne? ?(?:me |m'|se |s'|le |la |l'|les |y |nous |vous )?{_VERBS} (?:\w+ )?(?:pas|plus|rien|jamais|aucun\w*|que)\b|\bn'(?:\w+) (?:pas|plus|rien|jamais|aucun\w*)\b|\b(?:marche|fonctionne|synchronise|connecte|affiche|charge|ouvre|reponds?) (?:meme |toujours |vraiment |absolument |pratiquement )?(?:pas|plus|mal|rien)\b"),
    Cue("impossible", Kind.BUG, 1.4, r"\bimpossible\b|\barriv\w+ (?:pas|plus)\b|\bpeu[xt] (?:pas|plus)\b|\b(?:pas|plus) moyen\b|\bincapable\b|\bn'y arrive\b"),
    Cue("depuis_maj", Kind.BUG, 1.6, r"\b(?:depuis|apres|avec|suite a|des)(?: la| une| cette| le| les| l'| ma| votre| derniere?s?| nouvelle| recente)* (?:mises? a jour|maj|m\.a\.j|mise a niveau|update|version|passage)\b|\bdepuis (?:quelques?|plusieurs|hier|ce matin|\d+|un|une|deux|trois|que|peu)\b|\bdu jour au lendemain\b"),
    Cue("erreur", Kind.BUG, 1.2, r"\berreurs?\b|\bechec\b|\bechou\w+|\bdysfonction\w+|\bdefaillan\w+|\banomalies?\b|\ben panne\b|\bdefaut\b|\bexception\b"),
    Cue("probleme", Kind.BUG, 1.0, r"\bproblemes?\b|\bpb\b|\bpbs\b|\bprob\b|\bsoucis?\b|\bdifficultes?\b"),
    Cue("perte", Kind.BUG, 1.1, r"\bpert(?:e|es)\b(?! de temps)|\bperdu\w*|\bdispar\w+|\bdeconn\w+|\bdeconnexion\w*|\befface\w*|\bse vide\b|\bmanquant\w*|\baucune? (?:donnee|notification|synchro\w*|connexion|reponse|reaction)\b"),
    Cue("corriger", Kind.BUG, 1.0, r"\bcorrig\w+|\bcorrecti\w+|\bresolu\w*|\bresou\w+|\bresolv\w+|\breglez\b|\bregler (?:ce|le|les|ca)\b|\breparer\b"),
    Cue("essaye", Kind.BUG, 0.8, r"\b(?:re|des)install\w*|\bredemarr\w*|\bmalgre\b|\bj'ai (?:tout )?(?:essaye|tente)\b|\btoujours pas\b|\bsans cesse\b|\bsans arret\b|\ba chaque fois\b|\bappair\w+|\bne sont plus\b|\bne sont pas\b"),
    Cue("faux", Kind.BUG, 0.8, r"\bfaux\b|\bfausses?\b|\bincorrect\w*|\bincoheren\w*|\berron\w+|\bmauvais(?:e|es)? (?:heure|date|donnee|valeur|calcul|distance|affichage|synchro\w*)\b|\bau lieu d\w*|\bplus rien\b|\becran (?:blanc|noir)\b|\bavant (?:ca|tout|elle|il|cela)\b|\blent\w*|\brame\b|\blag\w*"),
)  # fmt: skip
IDEA = (
    Cue("serait_bien", Kind.IDEA, 1.8, rf"\bserai[te]?n?t? (?:\w+ ){{0,3}}?{_NICE}\b|\bce serait\b|\bca serait\b|\bil serait\b|\bserait[- ]il\b|\bca aurait ete\b|\baurait (?:ete|pu)\b"),
    Cue("il_manque", Kind.IDEA, 1.4, r"\bil (?:me |lui |nous |ne )?manqu\w+|\bmanqu(?:e|ent|erait)\b|\bil faudrait\b|\bfaudrait\b|\bil faut (?:ajouter|pouvoir|juste)\b|\bmanque d\w*|\bil n'y a (?:pas|aucun)\b|\by a (?:pas|plus) (?:de|d'|la|l')\b|\bpas (?:de|d') (?:\w+ )?(?:possibilite|option|mode|version|widget|moyen|fonction)\b|\bon ne peut pas\b|\bne permet pas\b|\bpas compatible\b|\bincompatib\w+"),
    Cue("j_aimerais", Kind.IDEA, 1.6, r"\bj'aimerai?s?\b|\baimeri?ons\b|\baimerait\b|\b(?:je |on |nous )?(?:souhait|voudr|prefer)(?:ais|ait|erais|erait|ons|rions|erions)\b|\bje (?:souhaite|propose|suggere|demande)\b|\bj'attends\b|\bj'espere\b|\ben esperant\b|\ben attente\b|\bon attend\b|\besper\w+"),
    Cue("ajouter", Kind.IDEA, 1.5, r"\b(?:r)?ajout\w*|\bintegr(?:er|ez|ation|e)\b|\bprevoir\b|\bprevoyez\b|\bmettez\b|\bpropos(?:er|ez|ition)\b|\bimplement\w+|\brendre (?:possible|compatible)\b|\bremett(?:re|ez)\b|\btradui\w+|\btraduction\b|\ben francais\b|\bdonn(?:er|ez)[- ](?:nous|la possibilite)\b"),
    Cue("pouvoir", Kind.IDEA, 1.2, r"\bpouvoir\b|\bpourri(?:ez|ons)\b|\bpourrait[- ]on\b|\bpossibilites? (?:de|d'|que|pour)\b|\bpermett(?:re|ez|rait|ant)\b|\bpuiss\w+|\bdevrai(?:t|ent|ez)\b|\bmeriterait\b|\bgagnerait\b"),
    Cue("amelior", Kind.IDEA, 1.0, r"\bamelior\w+|\ba (?:ameliorer|revoir|perfectionner|completer|developper)\b|\bsuggestions?\b|\bsugger\w+|\bidees?\b|\bfonctionnalites?\b|\boptions?\b|\bevolution\b|\bwidget\b|\bpersonnalis\w+|\bplus de (?:choix|details?|cadrans|fonctions?|precision\w*|parametr\w+|sports?)\b"),
    Cue("dommage", Kind.IDEA, 0.9, r"\bdommage\b|\bseul (?:bemol|hic|defaut|regret|point)\b|\bseule (?:chose|ombre)\b|\bpetit (?:bemol|moins|regret)\b|\ba quand\b|\bpourquoi (?:pas|ne pas)\b|\bplus d'etoiles?\b|\b5 etoiles (?:si|quand|des)\b|\bsi (?:seulement|on pouvait|vous pouv\w+|possible)\b|\bbesoin d'un\w*\b|\bserai[st] preneu\w+"),
)  # fmt: skip
PRAISE = (
    Cue("adore", Kind.PRAISE, 1.4, r"\badore\w*|\bj'aime\b(?! pas)|\bravi\w*|\bconquis\w*|\bheureu(?:x|se)\b|\bun (?:plaisir|bonheur|regal)\b|\btres content\w*|\bcontente?\b"),
    Cue("super", Kind.PRAISE, 1.3, r"\b(?:super|excellent\w*|parfait\w*|genial\w*|top|extra|formidable|magnifique|impeccable|nickel|fantastique|extraordinaire|remarquable|au top|incroyable|geniale|merveill\w+|impec|canon|tip top|cool|sympa|chouette|bravo|felicitations?|bluffant\w*|topissime|epatant\w*)\b"),
    Cue("bien", Kind.PRAISE, 0.8, r"\b(?:bien|bonne?s?|utile|pratique|agreable|satisf\w+|complete?s?|precise?s?|fiable|efficace|interessant\w*|ludique|motivant\w*|rapide|facile|simple|intuiti\w+|clair\w*|fluide|recommand\w+|conseille|meilleure?s?|correcte?s?|beau|belle|joli\w*|convivial\w*|performant\w*|indispensable)\b"),
    Cue("merci", Kind.PRAISE, 0.6, r"\bmerci\b|\bcontinuez\b|\bbonne continuation\b|\bbeau travail\b|\bbon (?:travail|boulot)\b"),
    Cue("marche_bien", Kind.PRAISE, 1.3, r"\b(?:marche|fonctionne|fonctionnent) (?:tres |plutot |super |vraiment |parfaitement |assez |toujours )?(?:bien|parfaitement|a merveille|nickel|impeccable\w*|correctement)\b|\b(?:aucun|pas de|sans|zero|pas eu de|jamais de) (?:probleme|bug|souci|pb|soucis|bugs|problemes)\b|\brien a (?:dire|redire|signaler)\b|\bpas mal\b|\bpas decu\w*|\bfait le (?:job|taf)\b"),
)  # fmt: skip
COMPLAINT = (
    Cue("nul", Kind.COMPLAINT, 1.9, r"\bnull?e?s?\b|\bhorribles?\b|\bcatastroph\w+|\binutil(?:e|es|isable)\b|\bpourri\w*|\bmerd\w+|\barnaqu\w+|\bhont\w+|\ba fuir\b|\ba eviter\b|\blamentable\w*|\bdeplorable\w*|\bscandal\w+|\bminable|\bpitoyable|\bmediocre|\bdaube\b|\bbouse\b|\bechec total\b|\bzero\b|\bvoleurs?\b|\bfout\w*|\bn'importe quoi\b|\bde pire\b|\bpire\b|\bbof\b|\bcaca\b|\bpoubelle\b|\babusez?\b|\binadmissible\b|\binacceptable\b"),
    Cue("mauvais", Kind.COMPLAINT, 1.3, r"\bmauvaise?s?\b|\bdecu\w*|\bdeception\b|\bdeceva\w+|\bregrett?\w+|\bdetest\w+|\bpenible\w*|\bagac\w+|\benerv\w+|\binsupport\w+|\bchiant\w*|\bfrustr\w+|\bcomplique\w*|\bcomplexe\b|\bconfus\w*|\bdesagreable|\bmoche\b|\bobsolete|\barchaique|\bperte de temps\b|\busine a gaz\b|\bcher\b|\bchere\b|\bpayant\w*|\bpub(?:s|licites?)?\b|\bsans interet\b"),
    Cue("pas_bien", Kind.COMPLAINT, 1.5, r"\b(?:pas|peu|aucunement|jamais|plus) (?:du tout |tres |trop |vraiment |assez |franchement |super |si |a la )?(?:terrible|top|bien|bon(?:ne)?|pratique|intuiti\w+|satisf\w+|contente?|convainc\w+|utile|fiable|precise?|serieu\w+|interessant\w*|clair\w*|ergonomique|simple|facile|conviviale?|hauteur|recommand\w+|aime\b)|\bn'aime pas\b|\bj'aime pas\b|\baucun interet\b|\bne (?:sert a rien|vaut (?:rien|pas))\b|\bsert a rien\b|\brien compris\b"),
    Cue("fuite", Kind.COMPLAINT, 1.4, r"\b(?:desinstall|supprim)\w+|\bn'achetez\b|\bne (?:pas )?(?:prenez|telechargez|achetez|perdez|recommande)\b|\bdeconseill\w+|\bremboursement\b|\brembours\w+|\bplus jamais\b|\bespion\w*|\bvie privee\b|\bdonnees personnelles\b|\bautorisations\b|\bintrusi\w+|\btrop (?:de|d'|cher|compliqu\w+|lent\w*|gourmand\w*|intrusi\w+|long\w*)\b|\bobliga\w+|\boblig\w+|\bsav\b|\bservice client\b"),
)  # fmt: skip
QUESTION = (
    Cue("comment", Kind.QUESTION, 1.8, r"\bcomment (?:faire|on|puis|je|peut|peux|dois|ca|se|fait|est|sont|activer|mettre|avoir|recuperer|utiliser|changer|supprimer|ajouter|savoir|fonctionne|configurer|s')\b"),
    Cue("commence", Kind.QUESTION, 1.4, r"^(?:bonjour|salut|bonsoir|hello|[ ,!.:])*(?:comment|pourquoi|ou (?:est|sont|trouver|se|puis|peut)|quand|quels?|quelles?|qui|est[- ]ce|peut[- ]on|puis[- ]je|combien|y a[- ]t[- ]il|faut[- ]il|qu'est|c'est quoi|a quoi|une question|question|existe[- ]t[- ]il|peux[- ]tu|pouvez[- ]vous)\b"),
    Cue("est_ce_que", Kind.QUESTION, 1.3, r"\best[- ]ce (?:que|qu')|\bpeut[- ]on\b|\bpuis[- ]je\b|\by a[- ]t[- ]il\b|\bfaut[- ]il\b|\bexiste[- ]t[- ]il\b|\bqu'est[- ]ce\b|\bc'est quoi\b|\ba quoi (?:sert|correspond)\b|\bque (?:signifie|faire|veut dire)\b|\bdois[- ]je\b|\best[- ]il (?:possible|normal|prevu)\b|\bc'est normal\b"),
    Cue("savoir", Kind.QUESTION, 1.3, r"\bsavoir (?:si|comment|ou|pourquoi|quand|quel\w*|ce)\b|\bquelqu'un (?:sait|peut|a|aurait|pourrait|connait)\b|\bqui (?:sait|connait|peut m)\b|\bcomprends? pas\b|\bje (?:me demande|cherche|ne sais)\b|\bsais pas\b|\bbesoin d'aide\b|\bpouvez[- ]vous m(?:'|e )\w+|\b(?:m'aider|m'expliquer|me dire|m'indiquer|m'eclairer)\b|\bmerci d'avance\b|\baide[rz]?[- ]moi\b|\bune (?:idee|solution|astuce) \?|\bdes infos?\b|\brenseign\w+|\bmerci (?:de|pour) (?:votre|vos|me) (?:aide|reponses?|repondre|dire)\b"),
)  # fmt: skip
CUES = BUG + IDEA + PRAISE + COMPLAINT + QUESTION
