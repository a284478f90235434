"""What any program needs: JSON on disk, settings, errors, paths, sandbox limits. Knows nobody."""
