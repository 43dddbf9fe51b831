"""Reporters: how a run's reports are shown."""
