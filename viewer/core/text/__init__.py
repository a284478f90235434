"""Document, Lines, encodings; finding a place again. The word every other room speaks."""
