"""Proofreading engines behind one protocol."""
