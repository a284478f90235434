"""When a command can be done, and when it is ticked: each asks the session."""

from __future__ import annotations

from viewer.core.base.choice_file import Choice
from viewer.core.base.paths import own_folders
from viewer.session.session import Session


def is_open(session: Session) -> bool:
    """Whether a work is open, or being opened."""
    return has_documents(session) or session.view.work is not None


def has_documents(session: Session) -> bool:
    return bool(session.view.documents)


def has_sides(session: Session) -> bool:
    """Whether there is more than one language to be shown."""
    return len(session.view.documents) > 1


def has_rows(session: Session) -> bool:
    """Whether something stands beside something."""
    return bool(session.view.rows)


def is_mode(mode: str, session: Session) -> bool:
    return session.view.mode == mode


def has_pages(session: Session) -> bool:
    """Whether a document is open whose pages can be shown."""
    return session.pages.available


def has_pdf(session: Session) -> bool:
    """Whether a PDF is open, of which a copy can be made."""
    return any(document.format == "pdf" for document in session.view.documents.values())


def has_scan(session: Session) -> bool:
    """Whether a document is open with pages that are pictures."""
    return session.page_reading.scan() is not None


def has_read_scan(session: Session) -> bool:
    """Whether some of its text is there."""
    scan = session.page_reading.scan()
    return scan is not None and len(scan) > 0


def shows_pages(mode: str, session: Session) -> bool:
    """Whether the reader wants to see pages so."""
    return session.pages.mode == mode


def is_on(choice: Choice[bool], session: Session) -> bool:
    return session.preferences.get(choice)


def can_highlight(session: Session) -> bool:
    """Whether words are selected in a document that can have notes."""
    document = session.view.document()
    noted = document is not None and document.path is not None
    return noted and session.view.selection is not None


def is_furniture(wanted: bool, session: Session) -> bool:
    """Whether the line at the caret is furniture (`wanted`), or text."""
    return session.teaching.is_furniture() is wanted


def on_a_bead(session: Session) -> bool:
    """Whether the caret is in a bead."""
    return session.repairing.here() is not None


def on_a_pin(session: Session) -> bool:
    """Whether that bead is confirmed."""
    return session.repairing.is_pinned()


def in_a_row(session: Session) -> bool:
    """Whether the caret is in a row that can be translated."""
    return session.slots.status is not None


def is_status(wanted: str, session: Session) -> bool:
    """Whether the row of the caret is so far."""
    return session.slots.status == wanted


def is_repairing(session: Session) -> bool:
    """Whether borders are shown to be dragged."""
    return session.repairing.on


def can_go_back(session: Session) -> bool:
    return session.tabs.can_go_back


def can_go_forward(session: Session) -> bool:
    return session.tabs.can_go_forward


def has_beside(session: Session) -> bool:
    """Whether a work is shown next to the one in front."""
    return session.tabs.beside is not None


def has_tabs(session: Session) -> bool:
    """Whether there is another tab to go to."""
    return len(session.tabs.tabs) > 1


def can_keep_tab(session: Session) -> bool:
    """Whether the next text that is clicked would take the place of this one."""
    tabs = session.tabs
    return session.settings.preview_tabs and is_open(session) and not tabs.current.kept


def can_close_tab(session: Session) -> bool:
    return is_open(session) or has_tabs(session)


def has_corpora(session: Session) -> bool:
    return bool(session.corpora)


def has_folder(session: Session) -> bool:
    """Whether a corpus that is a folder is open."""
    return any(corpus.root for corpus in session.corpora)


def has_own_folder(session: Session) -> bool:
    """Whether a folder of the reader's is open, not only those that came with the program."""
    return bool({corpus.root for corpus in session.corpora} - {None, *own_folders()})


def can_speak(session: Session) -> bool:
    """Whether the system has a voice for the document."""
    return session.speaking.voice() is not None


def is_speaking(session: Session) -> bool:
    return session.speaking.active
