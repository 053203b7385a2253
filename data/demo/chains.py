"""Which chains the invented enterprises work in, where, under which forms and at which stages."""

# Per governorate, how common each chain is; only chains the reference names for that governorate.
CHAIN_WEIGHTS = {
    "22": {
        "PFNL": 18, "MIEL": 14, "TOUR": 12, "LIEG": 8, "PAMJ": 9, "OVIN": 8, "OLIV": 6, "LAIT": 5, "CERE": 5,
        "TISS": 5, "PECH": 3, "DECH": 2, "CULT": 3, "SERV": 4,
    },
    "33": {
        "OLIV": 26, "TISS": 16, "LAIT": 14, "PECH": 13, "OVIN": 6, "TEXT": 5, "MARA": 5, "PIST": 4, "CERE": 4,
        "TOUR": 4, "DECH": 3, "CULT": 3, "SERV": 4,
    },
    "42": {
        "FBAR": 20, "PAMK": 15, "ALFA": 11, "TISS": 13, "POMM": 9, "OVIN": 8, "MIEL": 6, "PFNL": 5, "OLIV": 5,
        "PIST": 4, "MARB": 4, "TOUR": 4, "CERE": 3, "DECH": 2, "CULT": 2, "SERV": 3,
    },
    "43": {
        "MARA": 24, "OVIN": 20, "OLIV": 16, "PIST": 10, "TISS": 6, "FBAR": 4, "PAMK": 5, "LAIT": 4, "ALFA": 3,
        "TEXT": 2, "DECH": 3, "CULT": 4, "SERV": 4,
    },
}  # fmt: skip

DELEGATIONS = {"22": 9, "33": 11, "42": 13, "43": 12}

# Chains bound to a place: forest, sea, quarries, orchards. The others are found anywhere in the governorate.
CHAIN_PLACES = {
    ("PECH", "22"): ("2254",), ("PECH", "33"): ("3351", "3358", "3359", "3361"),
    ("PFNL", "22"): ("2254", "2255", "2256", "2257", "2259"), ("PFNL", "42"): ("4251", "4261", "4259", "4252"),
    ("LIEG", "22"): ("2254", "2255", "2256"), ("PAMJ", "22"): ("2254", "2255", "2256"),
    ("TOUR", "22"): ("2254", "2255", "2251"), ("TOUR", "33"): ("3351", "3357"), ("TOUR", "42"): ("4255", "4260"),
    ("POMM", "42"): ("4256", "4257", "4261"), ("MARB", "42"): ("4259", "4260"),
    ("FBAR", "42"): ("4251", "4252", "4254", "4259", "4260", "4261", "4262", "4263"),
    ("ALFA", "42"): ("4251", "4252", "4254", "4262", "4263"), ("ALFA", "43"): ("4353", "4357"),
    ("FBAR", "43"): ("4354", "4355", "4356"), ("TEXT", "33"): ("3351", "3352", "3361"),
    ("TEXT", "43"): ("4351", "4352"), ("MARA", "33"): ("3351", "3358", "3361"),
    ("PAMK", "43"): ("4353", "4355", "4356"),
}  # fmt: skip

# ESS forms by governorate-wide habit; the weight moves with the chain below.
FORM_WEIGHTS = {
    "SMSA": 28, "GDA": 20, "GFDA": 10, "ASSO": 18, "SC_LOC": 7, "SC_REG": 1, "SARL_ESS": 4, "ENT_SOC": 4,
    "COOP": 3, "GIE": 2, "UCPA": 1, "MUT": 1, "NC": 1,
}  # fmt: skip
FARM_FORMS = ("SMSA", "GDA", "GFDA", "UCPA")
CHAINS_WITHOUT_FARM_FORMS = ("TISS", "TEXT", "MARB", "TOUR", "DECH", "CULT", "SERV")

# How often a form holds a stage, where the chain has it. A GDA may not trade: COM is given apart, as a hole.
STAGE_CHANCES = {
    "SMSA": {"INT": 0.45, "PRO": 0.2, "COL": 0.7, "TRA": 0.2, "CON": 0.3, "COM": 0.55, "SRV": 0.1},
    "GDA": {"INT": 0.4, "PRO": 0.75, "COL": 0.4, "TRA": 0.1, "SRV": 0.1},
    "GFDA": {"PRO": 0.7, "TRA": 0.5, "CON": 0.3},
    "ASSO": {"INT": 0.1, "PRO": 0.4, "TRA": 0.3, "COM": 0.3, "SRV": 0.4},
    "GR_INF": {"PRO": 0.8, "COL": 0.15, "TRA": 0.35, "COM": 0.4},
    "PORTEUR": {"PRO": 0.7, "TRA": 0.3, "COM": 0.45},
    "conventional": {"COL": 0.3, "TRA": 0.75, "CON": 0.45, "COM": 0.6},
}
STAGE_CHANCES_ELSE = {"PRO": 0.6, "COL": 0.25, "TRA": 0.35, "CON": 0.2, "COM": 0.6}
STAGES = ("INT", "PRO", "COL", "TRA", "CON", "COM", "SRV")

# First year a form could be founded.
FIRST_YEAR = {
    "SMSA": 2006, "GDA": 2000, "GFDA": 2004, "ASSO": 2011, "SC_LOC": 2022, "SC_REG": 2022, "SARL_ESS": 2020,
    "ENT_SOC": 2014, "COOP": 1985, "GIE": 2003, "UCPA": 1985, "MUT": 1990, "NC": 2005, "GR_INF": 2010,
    "PORTEUR": 2012, "AUTRE": 1978,
}  # fmt: skip

# Who leads, where it is known: chance by chain, higher in these.
WOMEN_CHAINS = ("TISS", "PAMK", "PAMJ", "PFNL", "CERE", "FBAR", "MIEL")
YOUTH_CHAINS = ("CULT", "DECH", "TOUR", "SERV", "TEXT")

FORM_NAMES = {
    "SMSA": "SMSA", "GDA": "GDA", "GFDA": "Groupement féminin", "ASSO": "Association", "UCPA": "Unité coopérative",
    "SC_LOC": "Société communautaire", "SC_REG": "Société communautaire régionale", "SARL_ESS": "Société", "GIE": "GIE",
    "ENT_SOC": "Entreprise sociale", "COOP": "Coopérative", "MUT": "Mutuelle", "NC": "Collectif", "GR_INF": "Groupe",
}  # fmt: skip
CONVENTIONAL_NAMES = {
    "OLIV": "Huilerie", "LAIT": "Laiterie", "PECH": "Conserverie", "CERE": "Semoulerie", "MARA": "Conserverie",
    "TEXT": "Confection", "MARB": "Marbrerie", "LIEG": "Bouchonnerie", "ALFA": "Papeterie", "PAMK": "Distillerie",
    "PAMJ": "Distillerie", "OVIN": "Abattoir", "TOUR": "Agence", "FBAR": "Presse à huile", "PIST": "Torréfaction",
}  # fmt: skip
CHAIN_NAMES = {
    "OLIV": "Zitouna", "LAIT": "Halib", "PECH": "El Bhar", "FBAR": "Hendi", "POMM": "Teffah", "PIST": "Fozdok",
    "MARA": "Khodhra", "OVIN": "El Barbarine", "CERE": "Sanabel", "PFNL": "El Ghaba", "LIEG": "El Khaffaf",
    "PAMK": "Iklil", "PAMJ": "Rihane", "MIEL": "Chahd", "ALFA": "Halfa", "TISS": "El Menouel", "TEXT": "El Khayat",
    "MARB": "Rkham", "TOUR": "Edhyafa", "DECH": "Tadwir", "CULT": "Fikra", "SERV": "El Jiwar",
}  # fmt: skip
WORDS = (
    "El Wifak", "Ennour", "El Amana", "Essabr", "El Fajr", "Ettahadi", "El Yasmine", "Errabii", "Essanabel",
    "El Mostakbel", "Etta'awoun", "El Khir", "Ennakhla", "El Ghad", "Erriada", "El Waha", "Ettadhamen", "El Kawther",
)  # fmt: skip
