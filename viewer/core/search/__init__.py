"""Index, query, engine, concordance."""
