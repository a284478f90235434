"""One module for each kind of file that bitexts are written to, with `write(bitexts, path)`."""
