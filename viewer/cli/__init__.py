"""The verbs: the same core for scripts. They import the core only, so they run without Qt."""
