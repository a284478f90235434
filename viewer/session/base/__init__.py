"""Jobs, Corpus/Load, View, list of open corpora. Imported by every session room; imports none."""
