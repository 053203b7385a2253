"""Who buys from whom, who belongs to whom and whom the lenders finance, as far as somebody asked."""

from collections.abc import Sequence

import numpy as np

from data.demo.drafts import Draft
from data.demo.marks import Row, marked

SHARE_ASKED = {"buys_from": 0.8, "member_of": 0.35, "finances": 0.12}
LENDERS = {
    "22": ("jen-fin", "bou-fin"), "33": ("mah-fin", "mah-mf", "kso-fin"), "42": ("kas-fin", "sbe-fin", "fer-fin"),
    "43": ("sbz-fin", "reg-fin", "mek-fin"),
}  # fmt: skip
SCOPES, SCOPE_SHARES = ("local", "national", "mediterranean", "unknown"), (0.68, 0.15, 0.04, 0.13)


def enterprise_links(drafts: Sequence[Draft], enterprises: Sequence[Row], rng: np.random.Generator) -> list[Row]:
    """Return link rows; both ends are always in the same governorate's chain, or a lender of the governorate."""
    sellers = _by_chain(drafts, enterprises, "ess", {"PRO", "COL"})
    unions = {
        group: [key for key in keys if key[1] in ("SMSA", "COOP")]
        for group, keys in _by_chain(drafts, enterprises, "ess", {"COL", "COM", "INT", "CON"}).items()
    }
    links = []
    for draft, row in zip(drafts, enterprises, strict=True):
        group = (draft.chain, draft.place.governorate)
        asked, scope = rng.random(), str(rng.choice(SCOPES, p=SCOPE_SHARES))
        if draft.kind == "conventional" and asked < SHARE_ASKED["buys_from"]:
            links += _pick("buys_from", row["id"], sellers.get(group, []), scope, rng)
        elif draft.form in ("GDA", "GFDA", "GR_INF") and asked < SHARE_ASKED["member_of"]:
            links += _pick("member_of", row["id"], unions.get(group, []), "local", rng)
        elif draft.kind == "ess" and asked > 1 - SHARE_ASKED["finances"]:
            lender = str(rng.choice(LENDERS[draft.place.governorate]))
            links.append(_link("finances", ("organisation", f"demo-org-{lender}"), row["id"], scope))
    return links


def _by_chain(
    drafts: Sequence[Draft], enterprises: Sequence[Row], kind: str, stages: set[str]
) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return (chain, governorate) -> (id, legal form) of those that hold one of the stages."""
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for draft, row in zip(drafts, enterprises, strict=True):
        for chain in dict.fromkeys(
            chain for chain, stage in draft.activities if stage in stages and draft.kind == kind
        ):
            groups.setdefault((chain, draft.place.governorate), []).append((row["id"], draft.form))
    return groups


def _pick(kind: str, start: str, others: list[tuple[str, str]], scope: str, rng: np.random.Generator) -> list[Row]:
    if not others:
        return []
    chosen = rng.choice(len(others), min(2, len(others)), replace=False)
    return [_link(kind, ("enterprise", start), others[int(one)][0], scope) for one in chosen]


def _link(kind: str, start: tuple[str, str], end: str, scope: str) -> Row:
    row = {
        "from_table": start[0], "from_id": start[1], "to_table": "enterprise", "to_id": end,
        "kind": kind, "scope": scope,
    }  # fmt: skip
    return marked(row, f"demo-link-{start[1]}-{end}-{kind}")
