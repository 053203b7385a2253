"""The frame: pages, language, filters, error boundary. Run with `streamlit run app.py`.

The server imports this file once as module `app` and takes its `app`; each session then runs it as `__main__`.
"""

from importlib import import_module
from time import sleep

import streamlit as st

FIRST_READER = 3.0  # seconds in which the server works for the first page alone


def main() -> None:
    """One run of one session."""
    from ui import frame

    st.set_page_config(page_title="Atlas ESS", page_icon=frame.ICON, layout="wide")
    frame.guarded(whole)


def whole() -> None:
    """The page and what surrounds it."""
    from ui import frame
    from ui.speech import t

    frame.open_frame()

    def page(module: str, slug: str, icon: str, default: bool = False) -> st.Page:
        draw = lambda: (frame.header(slug), frame.guarded(import_module(f"pages.{module}").show))  # noqa: E731
        return st.Page(draw, title=t(f"page.{slug}.menu"), icon=f":material/{icon}:", url_path=slug, default=default)

    menu = {
        "explore": [
            page("explore.overview", "accueil", "home", default=True),
            page("explore.map", "carte", "map"),
            page("explore.value_chains", "filieres", "account_tree"),
            page("explore.services", "services", "support_agent"),
        ],
        "decide": [
            page("decide.gaps", "ecarts", "troubleshoot"),
            page("decide.hubs", "poles", "hub"),
            page("decide.territory", "territoire", "location_on"),
        ],
        "manage": [
            page("manage.monitoring", "suivi", "flag"),
            page("manage.data", "donnees", "upload_file"),
            page("manage.sources", "sources", "menu_book"),
        ],
    }
    here = st.navigation(menu, position="hidden")
    here.run()  # first the page, then the menu beside it: a slow browser begins with the map
    frame.sidebar(menu, here)


def import_pages() -> None:
    """Import every page, the map first, while the first browser is still loading."""
    import pages.explore.map

    sleep(FIRST_READER)
    import pages.decide.gaps
    import pages.decide.hubs
    import pages.decide.territory
    import pages.explore.overview
    import pages.explore.services
    import pages.explore.value_chains
    import pages.manage.data
    import pages.manage.monitoring
    import pages.manage.sources  # noqa: F401


if __name__ == "__main__":
    main()
else:
    from ui.server import lifespan, middleware

    app = st.App(__file__, lifespan=lifespan(import_pages), middleware=middleware)
