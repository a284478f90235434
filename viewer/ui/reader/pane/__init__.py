"""ReaderView tied to the session."""
