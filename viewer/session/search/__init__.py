"""Searching a corpus in the background. QtCore only."""
