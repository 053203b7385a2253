"""The colours of up to ten seats' service areas, on the screen and in print. No Streamlit."""

# Pale, so that circles and lines read over them; the lines say the same as the colours.
FILLS = (
    "#a9cdea",
    "#f5cf98",
    "#a5d9c5",
    "#e6bdd3",
    "#f3e9a0",
    "#c9c3e6",
    "#f0b9a0",
    "#c8dca0",
    "#b9d7dd",
    "#d9c7ac",
)
NOBODY, INK = "#fffdf7", "#b45309"
