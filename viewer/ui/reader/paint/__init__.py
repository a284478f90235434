"""What is drawn over text. No session."""
