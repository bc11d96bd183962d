"""Briefs, tables, charts and files: how answers are shown. Contains no arithmetic."""

from burdenshare.report._brief import Brief, brief
from burdenshare.report._export import Answer, csv_metadata, export, to_json, write

__all__ = ["Answer", "Brief", "brief", "csv_metadata", "export", "to_json", "write"]
