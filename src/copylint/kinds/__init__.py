"""The kinds of rules."""
