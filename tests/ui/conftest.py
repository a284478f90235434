"""Makes the fixtures of `ui_parts` known to the tests beside it."""

from collections.abc import Iterator

import pytest
from ui_parts import fonts, reader, start  # noqa: F401

from viewer.core.worker.client import Worker


@pytest.fixture(scope="session", autouse=True)
def _children() -> Iterator[None]:
    """Keep the children that parse from one test to the next, as from one window to the next."""
    worker = Worker()
    yield
    worker.close()
