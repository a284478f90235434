"""A folder as works: scan, works by name, pairs, dates, changes, taught rules."""
