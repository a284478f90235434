"""ReaderView and its input. No session."""
