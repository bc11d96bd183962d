"""What others have published on paths to a target, year by year or for the last year.

Each is redrawn with what was known on its day; where the author names a start it is used.
"""

from __future__ import annotations

import pytest

from burdenshare.paths import path


def test_cebr_on_the_united_kingdom() -> None:
    """Centre for Economics and Business Research, 21 July 2025: GBP 146.2 bn in 2034/35.

    3.5 % of its own forecast of GDP.
    https://cebr.com/blogs/meeting-nato-target-will-require-73-billion-increase-in-defence-budget-and-could-put-future-governments-at-risk-of-breaking-fiscal-rules
    """
    found = path("UK", as_of="2025-07-21", core_target=3.5, due=2034, fiscal_year=True)
    assert found.points[-1].label == "2034-35"
    assert found.points[-1].core_money == pytest.approx(146_200, rel=0.02)


def test_milex_on_italy() -> None:
    """Osservatorio Mil€x, June 2025: 2 % (EUR 45 bn) to 5 % (EUR 145 bn) in 2035, in ten years.

    EUR 964 bn over ten years against EUR 519 bn with 2 % held: EUR 445 bn more. Its 5 % is the
    total, so the whole is drawn as one share.
    https://www.lanotiziagiornale.it/spese-militari-al-5-del-pil-ecco-il-conto-salato-della-retorica-bellica-400-miliardi-in-piu-per-fingere-potenza/
    """
    options = {"as_of": "2025-06-18", "start": (2025, 2.0), "due": 2035, "core_target": 5.0}
    found, held = (path("Italy", shape=shape, **options) for shape in ("linear", "hold"))  # type: ignore[arg-type]
    assert found.start.core_money == pytest.approx(45_000, rel=0.01)
    assert found.points[-1].core_money == pytest.approx(145_000, rel=0.02)
    assert sum(p.core_money for p in found.points[1:]) == pytest.approx(964_000, rel=0.02)
    assert sum(p.core_money for p in held.points[1:]) == pytest.approx(519_000, rel=0.02)
    assert found.extra == pytest.approx(445_000, rel=0.02)


def test_the_spanish_government_on_spain() -> None:
    """Pedro Sánchez, 22 June 2025: from 2 % to 5 % by 2035 takes about EUR 350 bn more.

    https://pamplonatelevision.es/pamplona-television/351178/espana-y-la-otan-alcanzan-un-acuerdo-para-fijar-en-el-21-del-pib-el-gasto-en-defensa
    """
    found = path("Spain", as_of="2025-06-22", start=(2025, 2.0), core_target=5.0, due=2035)
    assert found.extra == pytest.approx(350_000, rel=0.06)
