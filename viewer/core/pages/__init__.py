"""The pages of a file as they are printed: their pictures, where their letters stand."""
