"""Briefs, tables, charts and files: how answers are shown. Contains no arithmetic."""

from burdenshare.report._export import Answer, csv_metadata, export, to_json, write

__all__ = ["Answer", "csv_metadata", "export", "to_json", "write"]
