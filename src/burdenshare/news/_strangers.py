"""Names of people that are in no register: two or more capitalised words, acronyms of parties."""

from __future__ import annotations

import re

_TITLES = "(?:Prime|Minister|President|Secretary|Chancellor|Premier|Foreign|Defen[cs]e|Finance|Economy|Sir|Mr|Mrs|Ms|General|Senator|Deputy|Leader|State)"
STRANGER = re.compile(
    rf"\b(?=[A-ZÀ-Ž])(?:(?:(?!{_TITLES}\b)[A-ZÀ-Ž][\w'’-]*[a-zà-ž]\s){{1,3}}(?:(?:de|van|von|der|di|la|le|el|al|ten|du)\s)*(?!{_TITLES}\b)[A-ZÀ-Ž][\w'’-]*[a-zà-ž]\b|"
    r"(?<=[Tt]he )[A-Z]{2,5}\b(?!&)|(?<=[Tt]he )(?:[A-Z]\w+[- ])*(?:Greens|Socialists|Conservatives|Liberals|Democrats|Party|Movement|Left|League)\b)"
)
NO_PERSON = re.compile(
    r"\b(?:summit|declaration|council|treaty|union|commission|ministry|congress|forum|house|court|bank|fund|institute|university|times|"
    r"post|agency|news|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|prime|minister|president|secretary|defen[cs]e|foreign|nato|gdp|the|in|at|on|but|atlantic|europe\w*|"
    r"general|despite|while|since|during|after|before|under|according|although|though|war|wars|alliance|ocean|sea|street|chancellor|mr|mrs|ms|sir|usd|eur|sipri|imf|oecd|un|g7|g20|uk|us|eu)\b"
)


def is_heading(label: str, text: str) -> bool:
    """Whether what stands before a colon is a heading and no name: one of its words is common in the text.

    >>> is_heading("Infrastructure Costs", "Infrastructure Costs: roads and other infrastructure ...")
    True
    >>> is_heading("Jane Rose", "Jane Rose: we agreed on 5 percent.")
    False
    """
    return any(re.search(rf"\b{re.escape(word.lower())}\b", text) for word in label.split())
