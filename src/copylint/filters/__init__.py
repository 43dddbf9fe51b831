"""Filters: (document, issues) -> issues, one module each."""
