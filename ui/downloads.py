"""What a page shows, to take away: CSV, XLSX, GeoJSON, with filters, sources and date inside."""

import datetime as dt
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from data import export
from queries.filters import Filters
from ui import address, cached
from ui.later import later
from ui.speech import language, name_of, right_to_left, t
from ui.tables import Column, in_words
from words.translate import date

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON = "application/geo+json"


def downloads(
    frame: pd.DataFrame | Callable[[], pd.DataFrame],
    columns: Sequence[Column],
    *,
    slug: str,
    sources: Sequence[str],
    method: str = "",
    points: tuple[str, str] | None = None,
    part: str = "",
) -> None:
    """A small menu of files, made when asked for.

    A callable `frame` gives more rows than the page shows, only when the file is asked for. `points` names the
    longitude and latitude columns; `part` tells several menus of one page apart, also in file names.
    """
    about = about_view(slug, sources, method)
    name = "-".join(filter(None, ("atlas-ess", slug, part, f"{dt.date.today():%Y-%m-%d}")))
    made: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "CSV": ("csv", CSV, lambda: export.to_csv(in_words(_rows(frame), columns), about=about)),
        "XLSX": (
            "xlsx",
            XLSX,
            lambda: export.to_xlsx(
                in_words(_rows(frame), columns), about=about, right_to_left=right_to_left(), language=language()
            ),
        ),
    }
    if points:
        made["GeoJSON"] = ("geojson", GEOJSON, lambda: _geojson(_rows(frame), columns, points, about))
    with st.popover(t("download.label"), icon=":material/download:"):
        for label, (extension, mime, make) in made.items():
            st.download_button(
                label,
                data=later(make),  # made on a thread of its own, in the reader's language
                file_name=f"{name}.{extension}",
                mime=mime,
                key="_".join(filter(None, ("download", slug, part, extension))),
                on_click="ignore",
                width="stretch",
            )


def _rows(frame: pd.DataFrame | Callable[[], pd.DataFrame]) -> pd.DataFrame:
    return frame if isinstance(frame, pd.DataFrame) else frame()


def _geojson(frame: pd.DataFrame, columns: Sequence[Column], points: tuple[str, str], about: dict[str, str]) -> bytes:
    words = in_words(frame, columns)
    return export.to_geojson(words.assign(lon=frame[points[0]], lat=frame[points[1]]), about=about)


def about_view(slug: str, sources: Sequence[str], method: str = "") -> dict[str, str]:
    """What a file says of itself: page, filters, snapshot, method, sources, date."""
    filters: Filters = address.current_filters()
    kept = "; ".join(
        f"{t(f'filter.{field}')} = {value if isinstance(value, str) else ', '.join(name_of(field, c) for c in value)}"
        for field, value in filters.active().items()
    )
    facts = {
        "page": t(f"page.{slug}.title"),
        "filters": kept or t("filter.all"),
        "snapshot": str(cached.store().number),
        "method": method,
        "sources": "; ".join(dict.fromkeys(s for s in sources if s)),
        "date": date(dt.date.today(), language()),
    }
    if cached.demonstration():
        facts = {"demonstration": t("demo.banner")} | facts
    return {t(f"about.{name}"): text for name, text in facts.items() if text}
