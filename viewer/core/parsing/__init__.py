"""Shared readers below formats: zip, XML streams, bytes."""
