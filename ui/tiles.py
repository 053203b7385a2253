"""An online base map, only where the installation asks for one (ESS_TILES): never needed, never a default."""

import logging
import os
import re
from functools import lru_cache

log = logging.getLogger("atlas")
TEMPLATE = re.compile(r"https?://[^\s\"'<>\\]+")
PLACES = ("{z}", "{x}", "{y}")


def tiles() -> dict[str, str] | None:
    """The address of the tiles with its places {z}, {x}, {y}, and whom to credit; None unless set and usable."""
    return _read(os.environ.get("ESS_TILES", "").strip(), os.environ.get("ESS_TILES_CREDIT", "").strip())


@lru_cache(maxsize=4)
def _read(template: str, credit: str) -> dict[str, str] | None:
    if not template:
        return None
    if not TEMPLATE.fullmatch(template) or not all(place in template for place in PLACES):
        log.warning("ESS_TILES is left aside: give an http or https address with {z}, {x} and {y}")
        return None
    return {"url": template, "credit": credit}
