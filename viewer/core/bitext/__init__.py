"""Two documents as a bitext: aligner, pins, work file."""
