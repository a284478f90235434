"""The page beside the text: its widget, and what ties it to the text."""
