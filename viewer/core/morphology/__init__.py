"""A word taken apart; no dictionary files."""
