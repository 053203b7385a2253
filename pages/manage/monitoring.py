"""Are we reaching our aims? The leaflet's aims against what is recorded, and what is not known."""

from ui import address, cached, monitoring, monitoring_aims, monitoring_jobs, monitoring_parts, monitoring_spread
from ui.frame import escaped, say
from ui.monitoring_words import aims
from ui.sections import section

PARTS = ("people", "projects", "jobs", "time", "places", "context")


def show() -> None:
    """Aims, map, then one section at a time."""
    filters = address.current_filters()
    rows = cached.table("aims")
    monitoring_aims.aim_tiles(rows, filters)
    say(escaped(aims(rows)), "summary")
    monitoring_aims.map_beside_bars(filters)
    part = section("followed_part", PARTS, "suivi")
    sections = {
        "people": monitoring_parts.people,
        "projects": monitoring_parts.projects,
        "jobs": monitoring_jobs.show,
        "time": monitoring_parts.time,
        "places": monitoring_spread.show,
    }
    if part in sections:
        sections[part](filters)
    if part not in sections or not monitoring.anything():  # with no record yet, the known outcome is all there is
        monitoring_aims.context(rows)
