"""The exact answer of the hubs page: the first pair, whom it serves, how far, and what it hangs on."""

import pandas as pd

from ui.figures import Tile, tiles
from ui.frame import escaped, say
from ui.hub_trials import without_doubt
from ui.hub_words import answer, km, listed, pair_name, share
from ui.hubs import Question, need_of, ranking, served_places
from ui.speech import language, name_of, t
from ui.ways import KM
from words.translate import PLUS_MINUS, number


def show_answer(asked: Question) -> None:
    """The first pair in one sentence, what it hangs on, and its four figures."""
    ranked, served = ranking(asked), served_places(asked, 1)
    first = ranked.pairs.iloc[0]
    say(escaped(answer(asked, ranked, served)), "summary")
    if first["unreliable"]:
        _unreliable(asked)
    if ranked.no_figure:
        say(escaped(t("hubs.no_figure", places=listed([name_of("delegations", code) for code in ranked.no_figure]))))
    inside, outside = served[~served["unserved"]], served[served["unserved"]]
    of_all = t("hubs.tile_share", share=share(first["share_served"]))
    places = t("hubs.tile_places", n=len(outside))
    minutes = "" if asked.unit == KM else "_minutes"
    farthest = name_of("delegations", first["worst_place"]) if first["worst_place"] else ""
    tiles(
        [
            Tile(t("hubs.tile_served"), _with_error(inside), of_all, strong=True),
            Tile(t("hubs.tile_unserved"), _with_error(outside), places),
            Tile(t(f"hubs.tile_mean{minutes}"), _km(first["mean_km"]), t("hubs.tile_weighted")),
            Tile(t(f"hubs.tile_worst{minutes}"), _km(first["worst_km"]), farthest),
        ]
    )


def _with_error(rows: pd.DataFrame) -> str:
    need, error = need_of(rows)
    return f"{number(round(need), language())}{PLUS_MINUS}{number(round(error), language())}"


def _km(value: float) -> str:
    return t("state.no_figure") if pd.isna(value) else km(value)


def _unreliable(asked: Question) -> None:
    pair, same = without_doubt(asked)
    then = t("hubs.unreliable_none")
    if pair is not None:
        then = t("hubs.unreliable_same" if same else "hubs.unreliable_other", pair=pair_name(pair, towns=True))
    say(f'<span class="warned">{escaped(t("hubs.unreliable"))}</span> {escaped(then)}')
