"""JSON printed part by part: nothing is held in memory that is printed already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def json_list(items: Iterable[dict[str, Any]], indent: str) -> Iterator[str]:
    """What `json.dumps` makes of a list at that indentation, item by item and faster."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    before, line = f"[\n{indent} ", f"\n{indent}  "
    for item in items:
        parts = []
        for key, value in item.items():
            simple = value is None or isinstance(value, str)
            told = encode(value) if simple else dumps(value).replace("\n", line)
            parts.append(f'{line}"{key}": {told}')
        yield f"{before}{{{','.join(parts)}\n{indent} }}"
        before = f",\n{indent} "
    yield "[]" if before.startswith("[") else f"\n{indent}]"
