"""What the atlas is measured against: the usual way, one folium marker per enterprise, the map sent anew each time."""

from typing import ClassVar

import folium
import streamlit as st
from streamlit_folium import st_folium

from queries.filters import Filters
from queries.store import Store, current_snapshot

NAMES = {"22": "Jendouba", "33": "Mahdia", "42": "Kasserine", "43": "Sidi Bouzid"}
STATIC = "../../app/static/"


class PlainMap(folium.Map):
    """folium's own map with Leaflet from here, so that it draws without a network."""

    default_js: ClassVar = [("leaflet", STATIC + "leaflet/leaflet.js")]
    default_css: ClassVar = [("leaflet_css", STATIC + "leaflet/leaflet.css")]


@st.cache_resource
def store() -> Store:
    """The same snapshot as the atlas."""
    path = current_snapshot()
    assert path
    return Store(path)


chosen = st.multiselect("Gouvernorats", ["22", "33", "42", "43"], format_func=NAMES.get)
filters = Filters(governorates=tuple(chosen))
points = store().ask("enterprise_points", filters, most=1000, all_names=True)
drawn = PlainMap(location=(35.6, 9.6), zoom_start=7, tiles=None)
for row in points.itertuples():
    folium.CircleMarker((row.lat, row.lon), radius=4).add_to(drawn)
matched = store().ask("matched", filters).iloc[0]
st.html(f'<p class="matched">{matched["enterprises"]} / {matched["enterprises_all"]}</p>')
st_folium(drawn, height=520, use_container_width=True, returned_objects=[])
st.dataframe(store().ask("enterprise_list", filters, most=200, all_names=True))
st.bar_chart(store().ask("enterprises_by_chain", filters).set_index("chain")["ess"])
