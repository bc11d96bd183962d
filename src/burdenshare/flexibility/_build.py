"""The model of a question: its columns, rows and levers, in one fixed order."""

from __future__ import annotations

from burdenshare.flexibility._constraints import add_limit, add_paths, add_promise
from burdenshare.flexibility._mechanisms import MECHANISMS, add_offer
from burdenshare.flexibility._question import Question, check
from burdenshare.flexibility._rows import Builder, Model, freeze

MARGIN = "margin"
"""Column of :func:`build` with ``margin=True``: points above the promised level kept for good."""


def build(question: Question, *, margin: bool = False) -> Model:
    """Check ``question`` and return its model.

    Args:
        question: What is asked.
        margin: Add a free column that raises every target (or, without one, every floor): its
            largest value is the head-room above what was promised, negative for a shortfall.

    Raises:
        BadValueError: The question contradicts itself.
    """
    check(question)
    builder = Builder(question)
    add_paths(builder)
    for promise in question.promises:
        add_promise(builder, promise)
    for limit in question.limits:
        add_limit(builder, limit)
    # Mechanisms come last, in the registry's order: they loosen rows that are there.
    for name in MECHANISMS:
        offer = question.offer(name)
        if offer is not None and offer.most > 0:
            add_offer(builder, offer)
    if margin:
        builder.column(MARGIN, -100.0, 100.0)
        for row in builder.role("target") or builder.role("floor"):
            row.terms[MARGIN] = -1.0
    return freeze(builder)
