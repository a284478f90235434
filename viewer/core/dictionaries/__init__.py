"""Dictionaries and glossaries: their formats, and one function in front of all of them."""
