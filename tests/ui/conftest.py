"""Makes the fixtures of `ui_parts` known to the tests beside it."""

from ui_parts import fonts, reader, start  # noqa: F401
