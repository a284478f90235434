"""Notes of an app under test: written, and found again."""

from __future__ import annotations

from ui_parts import wait

from viewer.app import App
from viewer.session.notes.notebook import PlacedNote

ARABIC = [
    "تقرير عن المياه",
    "قال الوزير إن الأسعار ارتفعت. قرأ الوزراء الكتاب.",
    "وعاد وزيرها إلى دمشق.",
    "وصل الكتاب إلى بغداد في المساء.",
]


def note(app: App, side: str, words: str, **more: object) -> None:
    """A note on these words of the open work."""
    document = app.session.view.documents[side]
    at = document.text().index(words)
    app.session.notebook.write(document, document.place(at, at + len(words)), **more)  # type: ignore[arg-type]
    wait(lambda: any(quote(p) == words for p in placed(app, side)))


def placed(app: App, side: str = "ar") -> list[PlacedNote]:
    document = app.session.view.documents.get(side)
    return app.session.notebook.of(document) if document is not None else []


def quote(one: PlacedNote) -> str:
    return one.note.place.exact if one.note.place else ""
