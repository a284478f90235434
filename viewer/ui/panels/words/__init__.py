"""The panel of words explained, and the word list."""
