"""Templates: HTML that escapes whatever it is given."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse

from burdenshare.api import data_version
from burdenshare.web._marks import sparkline
from burdenshare.web._questions import stops
from burdenshare.web._static import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment


TABS = [
    ("", "Everything"),
    ("/path", "Path"),
    ("/flexibility", "What must give"),
    ("/debt", "Debt"),
    ("/chance", "Chance"),
]
"""Pages of an ally."""
EXTRA = [("/review", "Review 2029"), ("/news", "News")]
"""Pages between the rules and the figures."""


@cache
def environment() -> Environment:
    """Return the templates with the filters they share."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from burdenshare import __version__
    from burdenshare.allies import allies, area_name

    found = Environment(
        loader=PackageLoader("burdenshare.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "area": area_name,
        "bn": bn,
        "day": day,
        "link_from": link,
        "merged": merged,
        "signed": signed,
        "stops": stops,
        "zip": zip,
    }
    found.globals |= {
        "sparkline": sparkline,
        "static": address,
        "version": __version__,
        "data_version": data_version,
        "allies": allies(),
        "extra_pages": EXTRA,
        "tabs": TABS,
    }
    return found


def page(name: str, *, status: int = 200, **given: Any) -> HTMLResponse:
    """Fill a template in."""
    return HTMLResponse(environment().get_template(name).render(**given), status)


def day(when: dt.date | str) -> str:
    """Write a date as people do: 23 June 2025."""
    date = dt.date.fromisoformat(when) if isinstance(when, str) else when
    return f"{date.day} {date:%B %Y}"


def bn(millions: float, *, sign: bool = False) -> str:
    """Write millions as billions, or as millions where that is little: 4.6 bn, 87 m."""
    plus = "+" if sign else ""
    if abs(millions) < 950:
        text = f"{millions:{plus},.0f} m"
    elif abs(millions) < 99_950:
        text = f"{millions / 1000:{plus},.1f} bn"
    else:
        text = f"{millions / 1000:{plus},.0f} bn"
    return text.replace("-", "−")


def signed(number: float, decimals: int = 2) -> str:
    """Write a difference with its sign, a true minus included."""
    text = f"{number:+,.{decimals}f}"
    return text.replace("-", "−")


def merged(given: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return what was given with more."""
    return {**given, **more}


def link(given: Mapping[str, Any], path: str, **changed: Any) -> str:
    """Return an address whose query is what was given and what is changed, empty ones left out."""
    query = {k: v for k, v in {**given, **changed}.items() if v is not None and v != ""}
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
