"""The notes of the open documents and of whole corpora. QtCore only."""
