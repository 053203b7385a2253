"""The invented support bodies, one line each in `providers.csv`, whom they serve and whom they work with."""

import csv
from pathlib import Path
from typing import NamedTuple


class Provider(NamedTuple):
    """A body: kind and sector as in the reference organisations, seat as a delegation, or a governorate
    where only that is known; an empty text is not known.
    """

    key: str
    name: str
    name_ar: str
    kind: str
    sector: str
    seat: str
    services: str
    part_of: str


TABLE = Path(__file__).parent / "providers.csv"


def providers() -> list[Provider]:
    """Return the bodies in the order of the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Provider(*row) for row in list(csv.reader(file))[1:]]


# Services that say exactly whom they serve, often far from their seat: those delegations and no other.
COVERAGE = {
    ("jen-fin", "INTE"): ("2251", "2252", "2256", "2258"),
    ("mah-inc", "INCU"): ("3351", "3352", "3354", "3355", "3356", "3361"),
    ("mah-fin", "SUBV"): ("3351", "3354", "3358", "3359", "3360"),
    ("kas-fin", "SUBV"): ("4251", "4252", "4253", "4254", "4259", "4260"),
    ("kas-droit", "JURI"): ("4251", "4253", "4256", "4257", "4258"),
    ("sbz-inc", "POST"): ("4351", "4352", "4357", "4360"),
    ("sbz-fin", "INTE"): ("4351", "4359", "4362"),
    ("regueb", "ACCO"): ("4361", "4362", "4352"),
}

# Who is known to work with whom. Nobody serving Tabarka or El Jem is linked: three functions, no triplet connected.
LINKS = (
    ("jen-maison", "jen-fin", "refers_to", "local"),
    ("jen-maison", "jen-form", "cooperates_with", "local"),
    ("jen-res", "med-res", "member_of", "mediterranean"),
    ("bou-asso", "jen-maison", "cooperates_with", "local"),
    ("bou-asso", "bou-fin", "refers_to", "local"),
    ("mah-inc", "mah-fin", "refers_to", "local"),
    ("mah-inc", "mah-form", "cooperates_with", "local"),
    ("mah-labo", "med-res", "member_of", "mediterranean"),
    ("kas-inc", "kas-fin", "refers_to", "local"),
    ("kas-inc", "kas-form", "cooperates_with", "unknown"),
    ("kas-tiss", "kas-droit", "refers_to", "local"),
    ("sbe-citoyen", "sbe-fin", "refers_to", "local"),
    ("sbz-inc", "sbz-fin", "refers_to", "local"),
    ("sbz-inc", "sbz-form", "cooperates_with", "local"),
    ("jilma", "sbz-inc", "cooperates_with", "local"),
    ("regueb", "reg-fin", "refers_to", "local"),
    ("sbz-inc", "mah-inc", "cooperates_with", "national"),
    ("jen-maison", "kas-inc", "cooperates_with", "national"),
    ("num", "sbz-inc", "cooperates_with", "national"),
    ("med-fonds", "sbz-fin", "finances", "mediterranean"),
    ("med-fonds", "mah-fin", "finances", "mediterranean"),
)
