"""The pages of the open document: which, their pictures, where its text stands on them."""
