"""The frame: pages, language, filters, error boundary. Run with `streamlit run app.py`.

The server imports this file once as module `app` and takes its `app`; each session then runs it as `__main__`.
"""

import streamlit as st


def main() -> None:
    """One run of one session."""
    from pages.decide import gaps, hubs, territory
    from pages.explore import map as map_page
    from pages.explore import overview, services
    from pages.manage import data, sources
    from ui import frame
    from ui.speech import t

    st.set_page_config(page_title="Atlas ESS", page_icon=frame.ICON, layout="wide")
    frame.open_frame()

    def page(show: object, slug: str, icon: str, default: bool = False) -> st.Page:
        draw = lambda: (frame.header(slug), frame.guarded(show))  # noqa: E731
        return st.Page(draw, title=t(f"page.{slug}.menu"), icon=f":material/{icon}:", url_path=slug, default=default)

    menu = {
        "explore": [
            page(overview.show, "accueil", "home", default=True),
            page(map_page.show, "carte", "map"),
            page(services.show, "services", "support_agent"),
        ],
        "decide": [
            page(gaps.show, "ecarts", "troubleshoot"),
            page(hubs.show, "poles", "hub"),
            page(territory.show, "territoire", "location_on"),
        ],
        "manage": [page(data.show, "donnees", "upload_file"), page(sources.show, "sources", "menu_book")],
    }
    here = st.navigation(menu, position="hidden")
    frame.sidebar(menu, here)
    here.run()


if __name__ == "__main__":
    main()
else:
    from ui.server import lifespan, middleware

    app = st.App(__file__, lifespan=lifespan, middleware=middleware)
