"""Enterprises written by hand: the ones that make a hole, a dependence or a difficult name certain."""

from typing import NamedTuple


class Featured(NamedTuple):
    """An enterprise: name, legal form, kind, delegation, chain and stages."""

    name: str
    form: str
    kind: str
    delegation: str
    chain: str
    stages: str


FEATURED = (
    Featured("Démo L'Atelier d'Éveil des Tisserandes – Kasserine", "ASSO", "ess", "4251", "TISS", "PRO TRA COM"),
    Featured("Démo شركة الأمل للخدمات الفلاحية", "SMSA", "ess", "4351", "MARA", "INT COL COM"),
    Featured("Démo مجمع نساء الخروبة", "GFDA", "ess", "2256", "PFNL", "PRO TRA"),
    Featured("Démo جمعية نول المهدية", "ASSO", "ess", "3351", "TISS", "INT TRA COM"),
    # GDA that sell: exercised in fact by a form that is not entitled.
    Featured("Démo GDA El Ghaba – Foussana", "GDA", "ess", "4261", "PFNL", "PRO COL COM"),
    Featured("Démo GDA Zitouna – Chorbane", "GDA", "ess", "3354", "OLIV", "PRO COM"),
    Featured("Démo GDA Khodhra – Regueb", "GDA", "ess", "4361", "MARA", "INT PRO COM"),
    Featured("Démo GDA Chahd – Fernana", "GDA", "ess", "2256", "MIEL", "PRO CON COM"),
    Featured("Démo GDA Hendi – Thala", "GDA", "ess", "4259", "FBAR", "PRO COL COM"),
    Featured("Démo GDA El Barbarine – Jilma", "GDA", "ess", "4353", "OVIN", "PRO COM"),
    # Stages that only conventional actors hold.
    Featured("Démo Bouchonnerie de la Kroumirie", "AUTRE", "conventional", "2254", "LIEG", "TRA COM"),
    Featured("Démo Laiterie industrielle du Sahel", "AUTRE", "conventional", "3361", "LAIT", "TRA CON COM"),
    Featured("Démo Fromagerie industrielle de Mahdia", "AUTRE", "conventional", "3351", "LAIT", "TRA COM"),
    Featured("Démo Marbrerie des carrières", "AUTRE", "conventional", "4259", "MARB", "PRO TRA COM"),
    Featured("Démo Confection des steppes", "AUTRE", "conventional", "4352", "TEXT", "PRO TRA COM"),
    # What the orchards, the sea and the flocks have.
    Featured("Démo SMSA des Vergers – Sbiba", "SMSA", "ess", "4256", "POMM", "INT COL CON COM"),
    Featured("Démo SMSA des Pommiers – Foussana", "SMSA", "ess", "4261", "POMM", "COL COM"),
    Featured("Démo SMSA des Palangriers – Tabarka", "SMSA", "ess", "2254", "PECH", "INT PRO COM"),
    Featured("Démo SMSA des Petits Pêcheurs – Melloulèche", "SMSA", "ess", "3359", "PECH", "INT COL COM"),
    Featured("Démo Société communautaire Fozdok – Meknassy", "SC_LOC", "ess", "4358", "PIST", "PRO COL CON COM"),
    Featured("Démo Distillerie coopérative Iklil – Kasserine", "COOP", "ess", "4252", "PAMK", "TRA CON COM"),
)
