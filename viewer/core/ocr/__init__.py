"""Pages read off their pictures by the system's tesseract, in a cage."""
