"""The main window and its frame. Only this room imports panels."""
