"""The model of a question: its columns, rows and levers, in one fixed order."""

from __future__ import annotations

from burdenshare.flexibility._constraints import add_limit, add_paths, add_promise
from burdenshare.flexibility._mechanisms import MECHANISMS, add_offer
from burdenshare.flexibility._question import Question, check
from burdenshare.flexibility._rows import Builder, Model, freeze


def build(question: Question) -> Model:
    """Check ``question`` and return its model.

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
    return freeze(builder)
