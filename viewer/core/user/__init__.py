"""What belongs to this reader on this machine and no corpus."""
