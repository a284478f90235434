"""The child process: client, server, checked answers."""
