"""Makes the fixture of a plug-in known to the tests beside it."""

from plugin_maker import outside  # noqa: F401
