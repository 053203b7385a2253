"""What a choice of seats comes to, however it was chosen: whom it serves, how far, and who is left."""

from typing import Any

import numpy as np
import pandas as pd


def figures(served: pd.DataFrame) -> dict[str, Any]:
    """People in need served and not served with their standard errors, and distances of the served, by name.

    `served` by place: need, need_error, seat (None: not served), distance_km. A place without need counts for no
    distance; where nobody is served, the three distances are None. Places are taken as independent.
    """
    served = served.sort_index()
    inside = served["seat"].notna()
    needy = served[inside & (served["need"] > 0)]
    people = float(needy["need"].sum())
    return {
        "need_served": float(served.loc[inside, "need"].sum()),
        "need_error": _together(served.loc[inside, "need_error"]),
        "need_unserved": float(served.loc[~inside, "need"].sum()),
        "unserved_error": _together(served.loc[~inside, "need_error"]),
        "places_unserved": int((~inside).sum()),
        "mean_km": float((needy["need"] * needy["distance_km"]).sum() / people) if people > 0 else None,
        "worst_km": float(needy["distance_km"].max()) if people > 0 else None,
        "worst_place": str(needy["distance_km"].idxmax()) if people > 0 else None,
    }


def _together(errors: pd.Series) -> float:
    return float(np.sqrt((errors**2).sum()))
