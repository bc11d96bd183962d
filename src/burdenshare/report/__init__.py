"""Briefs, tables, charts and files: how answers are shown. Contains no arithmetic."""

from burdenshare.report._brief import Brief, brief
from burdenshare.report._export import Answer, csv_metadata, export, to_json, write
from burdenshare.report._figures import Figures, SourceCard, figures, source_card, source_of

__all__ = [
    "Answer",
    "Brief",
    "Figures",
    "SourceCard",
    "brief",
    "csv_metadata",
    "export",
    "figures",
    "source_card",
    "source_of",
    "to_json",
    "write",
]
