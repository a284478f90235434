"""Lay out cells, rows, flow. No session."""
