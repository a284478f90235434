"""numpy where it is installed (it comes with the extra `semantic`), else None."""

from __future__ import annotations

from typing import Any

np: Any
try:
    import numpy as np
except ImportError:
    np = None

Array = Any

__all__ = ["Array", "np"]
