"""HTML -> blocks: what HTML, Markdown and EPUB share."""
