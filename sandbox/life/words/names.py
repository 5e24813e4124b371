"""First and family names, by language; whoever bears two of them here does not exist."""


def listed(page: str) -> tuple[str, ...]:
    """The names on a page."""
    return tuple(page.split())


FIRST_FR = listed("""
Adèle Agathe Alban Aliénor Amandine Anouk Antonin Apolline Armelle Arsène Aubin Augustin Aurore Ayoub Baptiste
Barnabé Bérénice Blandine Boris Brune Camille Capucine Célestin Clarisse Clément Clovis Colombe Coralie Corentin
Damien Daphné Delphine Denis Désiré Diane Djibril Dorian Edgar Élias Éline Élodie Émeline Émile Ernest Estelle
Étienne Eugénie Fabien Fanny Fatou Faustine Félicie Félix Florent Gabin Gaëlle Gaspard Geneviève Germain Gildas
Gwenaël Hadrien Hawa Héloïse Hortense Hyacinthe Inaya Isaure Ismaël Jacinthe Jeanne Joséphine Judith Jules Juliette
Kadiatou Karim Khadija Laetitia Léandre Léopold Lilou Line Lison Loïc Louison Lucien Ludivine Maïa Malo Mamadou
Manon Marceau Margaux Marius Mathilde Maxence Mélisande Mériem Milo Mireille Moussa Myriam Nadège Naïma Nestor Nils
Noé Nolwenn Octave Odile Olympe Ombeline Oriane Oscar Ousmane Pascaline Perrine Philémon Prune Quentin Rachid
Raphaëlle Régis Rémi Roman Romane Rosalie Sabine Salomé Samir Sidonie Simon Solal Suzanne Sylvain Tancrède Tanguy
Tess Thaïs Tidiane Timothée Titouan Ulysse Valentine Victoire Violaine Wassim Xavier Yaël Yann Yasmine Youssef Zélie
""")
FIRST_EN = listed("""
Ada Aidan Aisha Albie Alistair Amara Angus Anika Arlo Asha Astrid Beatrix Bethan Blythe Bram Briony Bronwen Caleb
Carys Cassius Cerys Chidi Clement Clio Cora Dara Dashiell Delia Desmond Dilys Dinah Ebele Edith Eirlys Elsie Emrys
Enid Esme Ewan Fergus Finlay Fiona Flora Garrick Gethin Gideon Greer Gwen Hamish Harriet Hattie Hester Idris Imogen
Ingrid Iona Isla Ivo Jarvis Jocelyn Joss Juno Kamala Keir Kit Kofi Lachlan Leela Leif Lorna Lowri Lyle Maeve Mabel
Magnus Maisie Marnie Merrick Mina Moira Morgan Muriel Nadia Naomi Ned Ngozi Nia Nigel Nkechi Odette Olga Olive Orla
Otis Padma Percy Petra Phoebe Quinn Ravi Rhiannon Rhys Rohan Roisin Ronan Rosalind Rowan Rufus Sachin Sanjay Saoirse
Seamus Selma Seren Shona Sian Silas Sorcha Stellan Sunita Sybil Tabitha Tariq Teagan Thea Toby Torsten Una Ursula
Verity Vikram Wanda Wilbur Winifred Wren Xanthe Yusuf Zadie Zara Zeno
""")
FAMILY_FR = listed("""
Abgrall Amiel Arnoux Aubertin Audouin Balavoine Barbançon Baudry Belkacem Bellanger Bénard Berthelot Bessonnet
Blanchard Bonnaud Bordier Boucard Bouhaddi Bourgoin Bruneteau Cadoret Carpentras Cazenave Chabrol Chapelain Charvet
Clavel Cissokho Colineau Coquelin Cordonnier Corvaisier Daguerre Danjou Darrieux Debray Delacourt Delporte Desrosiers
Diallo-Roux Doisneau Dorval Dubreuil Dufresnoy Dumoulin Durieux Escoffier Estrade Fabron Farcy Ferrandi Fougerolle
Fournel Gaillardet Garrigue Gauvreau Gendron Ghezali Gourdin Grandval Guérinel Guillemot Haddadi Hamelin Hauterive
Hébrard Jacquemin Jaouen Jolivet Joubert Kerguelen Konaté Labrousse Lachenal Lamoureux Langevin Larralde Lavoine
Lebrasseur Lecarpentier Legrix Lemarchand Lescure Letourneur Loiseleur Lubrano Mabillon Maillochon Malaval Marchais
Marquet Maubourg Mazeyrat Mérigot Monestier Montfaucon Morvannou Nédélec Ndiaye-Lebon Ollivry Ouedraogo Paillard
Pelloutier Perrichon Pinsard Poitevin Pontcallec Puybasset Quéméner Rabineau Rambaud Renoir-Tessier Ribérac Rocheteau
Rouvière Sabatier Saulnier Sauvageot Ségalen Soubeyran Taillandier Tanguay Thévenard Tourneux Traoré-Petit Vasseur
Verdier Vialatte Villeneuve Vincendon Yvinec Zerrouki
""")
FAMILY_EN = listed("""
Abernethy Achebe-Wood Ainscough Alderton Allardyce Amberley Appiah Arkwright Ashdown Bagshaw Balfour Bannerman
Barraclough Beckwith Bhattarai Blackwood Braithwaite Brennan Brockbank Burnside Cadwallader Callaghan Carrick
Cathcart Chaudhry Cheyne Clutterbuck Cobbold Cranleigh Crowther Culpepper Dalgleish Danvers Dearborn Desai Dewhurst
Drummond Eastwick Ellingham Entwistle Fairweather Farquhar Fennimore Fitzroy Fothergill Gallagher Garside Gillespie
Goodfellow Grantley Greenhalgh Hambleton Hargreave Hathersage Hawksworth Hollis Iredale Iyer-Marsh Jellicoe Joyner
Kavanagh Kearsley Kinross Ladipo Lanyon Latham Lindqvist-Shaw Lockhart Macalister Maddox Mainwaring Marlowe Mbeki-Lane
McCready McNab Merriweather Mistry Molyneux Montague Nairn Nettleship Northcott O'Driscoll Oyelaran Ogilvie Ormerod
Oxley Pemberton Penhaligon Pettigrew Prendergast Quigley Radcliffe Ramaswamy Rathbone Ravenscroft Redfern Rookwood
Rutherford Sandiford Saltmarsh Selwyn Shackleton Silverdale Somerville Stainforth Stokoe Sutcliffe Tavistock
Thackeray Thistlewood Tolliver Trelawney Underhill Venkataraman Wainwright Wetherby Whitlock Winterbourne Wolstenholme
Wycherley Yardley Yeoman Zielinski
""")
BOTS = ("Agenda", "Relevé météo", "Build Lantern")
