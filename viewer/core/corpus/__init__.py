"""A folder as works: scan, pairs, dates, changes, taught rules."""
