"""Pages that are pictures: the files they come in, and the text that was read off them."""
