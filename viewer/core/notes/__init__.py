"""Note, store, merge, locations, import."""
