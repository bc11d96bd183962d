"""ClaimReview records in schema.org's terms, for search engines and fact-check registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.news._show import proposition

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim
    from burdenshare.news._document import Document
    from burdenshare.news._read import Reports

_RATING = {
    "accurate": 5, "accurate_within_rounding": 4, "said": 5, "accurate_then_changed": 3, "outdated": 2,
    "overstated": 2, "understated": 2, "inaccurate": 1,
}  # fmt: skip
"""Kinds on schema.org's scale of 1 to 5; what is contested or cannot be checked gets no number."""


def to_claimreview(reports: Reports) -> list[dict[str, Any]]:
    """Return one record for each claim with a verdict."""
    return [
        _record(claim, document.document, reports)
        for document in reports.documents
        for claim in document.claims
        if claim.verdict_now is not None
    ]


def _record(claim: Claim, document: Document, reports: Reports) -> dict[str, Any]:
    then, now = claim.verdict_then, claim.verdict_now
    assert then is not None
    assert now is not None
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": f"{now.kind.replace('_', ' ')} (on the day: {then.kind.replace('_', ' ')})",
        "ratingExplanation": f"{then.reason} As known on {reports.as_of.isoformat()}: {now.reason}",
    }
    if now.kind in _RATING:
        rating |= {"ratingValue": _RATING[now.kind], "bestRating": 5, "worstRating": 1}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": proposition(claim),
        "datePublished": reports.as_of.isoformat(),
        "url": f"urn:burdenshare:{document.source}#{claim.id}",
        "author": {"@type": "Organization", "name": "burdenshare"},
        "reviewRating": rating,
        "itemReviewed": _item(claim, document),
    }


def _item(claim: Claim, document: Document) -> dict[str, Any]:
    appearance: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": document.title or document.source,
    }
    if document.published is not None:
        appearance["datePublished"] = document.published.isoformat()
    if document.outlet:
        appearance["publisher"] = {"@type": "Organization", "name": document.outlet}
    item: dict[str, Any] = {
        "@type": "Claim", "text": claim.text, "appearance": appearance,
    }  # fmt: skip
    said = claim.attribution
    if said is not None and said.name:
        kind = "Organization" if said.name == "NATO" else "Person"
        item["author"] = {"@type": kind, "name": said.name}
        if kind == "Person" and said.role:
            item["author"]["jobTitle"] = said.role
    elif said is not None:
        item["author"] = {
            "@type": "Person",
            "description": f"{said.role} (unnamed)" if said.anonymous else said.role,
        }
    return item
