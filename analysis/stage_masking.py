"""Small counts of informal groups and individual holders in the matrix of value chains."""

import pandas as pd

from analysis.masking import SMALL, masked


def masked_informal(counts: pd.DataFrame, unit: str, within: list[str]) -> pd.DataFrame:
    """What may be said of informal counts -> `within`, unit, chain, stage, told (0 where masked), hidden (0 or 1).

    `counts`: unit, the columns of `within`, chain, stage, informal; all units, whatever is shown, because a masked cell
    must not follow from the others of its group. A unit may be missing (place not known): it is masked with its group.
    """
    keys = [*within, "chain", "stage"]
    summed = counts.groupby([*keys, unit], dropna=False)[["informal"]].sum().reset_index()
    small = summed["informal"].between(1, SMALL - 1)
    alone = small.groupby([summed[key] for key in keys]).transform("sum") == 1
    kept = summed["informal"].astype("Int64").mask(small)
    for _, group in summed[alone].groupby(keys):  # a lone masked cell takes the next smallest with it
        kept[group.index] = masked(group["informal"]).array
    return summed.drop(columns="informal").assign(told=kept.fillna(0).astype(int), hidden=kept.isna().astype(int))
