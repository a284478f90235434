"""The panel of the search through a corpus."""
