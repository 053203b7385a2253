"""How it is shown: Streamlit, folium and plotly are wrapped here."""
