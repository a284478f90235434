"""The corpus tree."""
