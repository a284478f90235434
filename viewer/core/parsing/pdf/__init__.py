"""PDF lines, visual order, paragraphs."""
