"""Boilerplate of news pages."""
