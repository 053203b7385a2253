"""The demonstration's holes on purpose: what a real collection lacks, so that the pages must say it.

Everything named here is kept by a test. Codes are delegations, chains, governorates and stages.
"""

# Survey: 36 delegations surveyed, 4 partly, 5 without any row.
NOT_SURVEYED = ("2258", "3355", "4258", "4260", "4360")
PARTLY_SURVEYED = ("2259", "3359", "4259", "4362")
# Thala: training and accompaniment surveyed, finance only partly.
SURVEYED_BY_FUNCTION = {"4259": {"formation": "surveyed", "accompagnement": "surveyed", "financement": "partly"}}
# Where enterprises are surveyed for these chains only.
SURVEYED_BY_CHAIN = {"3359": ("PECH", "OLIV"), "4362": ("MARA", "OVIN")}
# Links were never surveyed in Mahdia's inland delegations.
LINKS_NOT_SURVEYED = ("3352", "3353", "3354", "3356", "4261", "4263")
# Recorded by chance where no survey went: what is recorded counts, absence does not.
RECORDED_UNSURVEYED = {"2258": 2, "4260": 3}

# Reach: nothing at all within 30 km and every neighbour surveyed; one lone provider; far coverage.
NO_SERVICE_IN_REACH = ("3353",)
SINGLE_PROVIDER = {("4263", "financement"), ("4261", "formation"), ("2257", "financement")}
ZERO_OF_FUNCTION = {("4263", "formation"), ("4263", "accompagnement"), ("4261", "financement")}
CONNECTED_TRIPLETS = ("2251", "3351", "4351")
UNCONNECTED_TRIPLETS = ("2254", "2255", "3357")

# Chains without processing in a governorate, for every kind of actor.
NO_PROCESSING = {("MARA", "43"), ("PIST", "43"), ("POMM", "42"), ("PAMJ", "22"), ("LAIT", "22")}
# Stages held by conventional actors only: dependence.
DEPENDENCE = {("LIEG", "22", "TRA"), ("LAIT", "33", "TRA"), ("MARB", "42", "COM"), ("TEXT", "43", "COM")}
# Stages exercised in fact only by a GDA, which may not trade.
SOLD_BY_GDA_ONLY = {("PFNL", "42", "COM")}
GDA_THAT_SELL = 6  # how many GDA carry the stage COM, the one above among them

# Rows that lack something.
UNLOCATED_ENTERPRISES = 14  # governorate known, delegation not
NOWHERE_ENTERPRISES = 3  # not even the governorate
UNLOCATED_SERVICES = 7
LIKELY_SERVICES = (
    ("jen-agri", "QUAL"), ("jen-maison", "RESE"), ("bou-asso", "POST"), ("mah-fin", "GARA"), ("bme-rural", "VULG"),
    ("kas-form", "IDEE"), ("sbe-citoyen", "SENS"), ("thala", "FILI"), ("sbz-agri", "QUAL"), ("regueb", "VENT"),
)  # fmt: skip

# Informal groups and individual holders: delegations where none is recorded; elsewhere 1 to 4 (shown "<5") or more.
NO_INFORMAL_GROUP = ("2254", "3358", "4359")
NO_INDIVIDUAL = ("2255", "4257", "4354")
