"""Top of core: jobs that touch many rooms (follow renamed files, forget a corpus)."""
