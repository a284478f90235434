"""A bilingual edition: works as pages that a browser shows without the program or a network."""
