"""Paper and PDF: what is printed, broken into lines and pages, drawn in steps."""
