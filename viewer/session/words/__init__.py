"""Looking words up in the background. QtCore only."""
