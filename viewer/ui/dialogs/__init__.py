"""Dialogs, each shown by its name."""
