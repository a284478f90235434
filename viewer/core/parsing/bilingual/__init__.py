"""Sides of TMX/XLIFF/PO, subtitle cues."""
