"""Briefs, tables, charts and files: how answers are shown. Contains no arithmetic."""

from burdenshare.report._brief import NEXT_FLOOR, Brief, brief
from burdenshare.report._brief_files import BRIEF_FORMS, export_brief
from burdenshare.report._card import SourceCard, source_card
from burdenshare.report._charts import chance_chart, history_chart, ranking_chart, totals_chart
from burdenshare.report._export import Answer, csv_metadata, export, to_json, write
from burdenshare.report._history import history_by_edition
from burdenshare.report._review_pdf import review_pdf
from burdenshare.report._theme import svg, themed
from burdenshare.report._version import data_version

__all__ = [
    "BRIEF_FORMS",
    "NEXT_FLOOR",
    "Answer",
    "Brief",
    "SourceCard",
    "brief",
    "chance_chart",
    "csv_metadata",
    "data_version",
    "export",
    "export_brief",
    "history_by_edition",
    "history_chart",
    "ranking_chart",
    "review_pdf",
    "source_card",
    "svg",
    "themed",
    "to_json",
    "totals_chart",
    "write",
]
