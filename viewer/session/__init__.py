"""What is open now, without a widget: QtCore only. `session.py` stands on top of all its rooms."""
