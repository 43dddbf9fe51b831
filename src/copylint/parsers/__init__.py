"""Parsers: a file's bytes to a document, by suffix."""
