"""The panels about notes."""
