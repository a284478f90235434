"""The rows of the open work: aligned, repaired, translated, written to files. QtCore only."""
