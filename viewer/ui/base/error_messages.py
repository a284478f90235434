"""What went wrong, in a sentence that names the file, the reason and what to do."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from viewer.core.base.errors import (
    Diverted,
    NoTesseract,
    NotInstalled,
    PagesUnread,
    PluginFailed,
    ReadOnly,
    SetAside,
    Unreadable,
    Unsaved,
)
from viewer.ui.base.i18n import digits, shown_number, tr
from viewer.ui.base.language_names import language_names

if TYPE_CHECKING:
    from viewer.core.search.query import BadPattern


def shown_path(path: Path) -> str:
    """A file's name, isolated so that it reads right inside any sentence."""
    return f"\u2068{path.name or path}\u2069"


def pattern_fault(error: BadPattern) -> str:
    """What is wrong with a regular expression; the library's own word for it is English."""
    said, _, place = str(error).partition(" at position ")
    known = (
        ("missing )", tr("a bracket ( is not closed")),
        ("unbalanced parenthesis", tr("there is a bracket ) too many")),
        ("unterminated character set", tr("a bracket [ is not closed")),
        ("nothing to repeat", tr("nothing stands before *, + or ?")),
        ("multiple repeat", tr("two signs of repetition follow each other")),
        ("min repeat", tr("in {…} the smaller number comes first")),
        ("bad escape", tr("the sign after \\ means nothing")),
        ("unknown property", tr("there is no such class of letters")),
    )
    found = next((text for begin, text in known if said.startswith(begin)), "")
    text = tr("This regular expression cannot be read: %1").replace(
        "%1", found or tr("it is not complete, or has signs that mean nothing")
    )
    if place.isdigit():
        text += " " + tr("(letter %1)").replace("%1", shown_number(int(place) + 1))
    return text


def sentence(error: Exception) -> str:
    """An error for the reader. Everything else about it is in the log."""
    if isinstance(error, Unreadable):
        text = _unreadable(error.reason).replace("%1", shown_path(error.path))
        return text.replace("%2", f"\u2068{error.detail.partition(':')[0]}\u2069")
    if isinstance(error, SetAside):
        text = tr("“%1” could not be read. It was kept as “%2”; nothing was overwritten.")
        if error.restored:
            text = tr(
                "“%1” could not be read. It was kept as “%2”, and what was saved in it last was put"
                " back."
            )
        return text.replace("%1", shown_path(error.path)).replace("%2", shown_path(error.kept))
    if isinstance(error, Unsaved):
        if not isinstance(error.error, OSError):
            return sentence(error.error)
        text = tr(
            "“%1”: what you wrote is not saved yet: %2. It is kept, and tried again by itself."
        )
        text = text.replace("%1", shown_path(error.path))
        return text.replace("%2", unsaved_reason(error.error))
    if isinstance(error, Diverted):
        text = tr(
            "“%1” cannot be written. Notes on its texts are kept on this computer, in “%2”, and "
            "are joined to it when it can be."
        )
        return text.replace("%1", shown_path(error.path)).replace(
            "%2", f"\u2068{error.folder}\u2069"
        )
    if isinstance(error, PluginFailed):
        return _plugin_failed(error)
    if isinstance(error, NotInstalled):
        return _not_installed(error)
    if isinstance(error, ReadOnly):
        return tr(
            "The notes in “%1” were written by a newer Hashiya. They can be read but not changed "
            "here: update Hashiya."
        ).replace("%1", shown_path(error.path))
    if isinstance(error, NoTesseract):
        return _no_tesseract(error)
    if isinstance(error, PagesUnread):
        text = tr("%n page(s) of “%1” could not be read: %2", None, len(error.labels))
        labels = QLocale().createSeparatedList([digits(each) for each in error.labels[:10]])
        return text.replace("%1", shown_path(error.path)).replace("%2", f"\u2068{labels}\u2069")
    if isinstance(error, PermissionError) and error.filename:
        text = tr("“%1” may not be written or read. Check its permissions.")
        return text.replace("%1", shown_path(Path(error.filename)))
    if isinstance(error, OSError):
        name = shown_path(Path(error.filename)) if error.filename else ""
        text = tr("“%1” could not be saved or read: %2. Nothing that was saved before is lost.")
        return text.replace("%1", name).replace("%2", system_reason(error))
    return tr("Something went wrong. The log holds the details; your notes are safe.")


def _plugin_failed(error: PluginFailed) -> str:
    known = {
        "missing": tr("The plug-in “%1” is no longer installed."),
        "changed": tr(
            "The plug-in “%1” is not the version that you allowed. Allow it again in the Settings."
        ),
    }
    text = known.get(
        error.reason,
        tr("The plug-in “%1” failed (%2). Tell its makers, or forbid it in the Settings."),
    )
    text = text.replace("%1", f"\u2068{error.plugin}\u2069")
    return text.replace("%2", f"\u2068{error.detail}\u2069")


def _no_tesseract(error: NoTesseract) -> str:
    """How to get what reads pages."""
    from viewer.core.ocr.tesseract import BY_TAG, installing  # here: not part of the start

    tags = {code: tag for tag, code in BY_TAG.items()}
    names = [language_names().get(tags.get(code, ""), code) for code in error.languages]
    if error.has_program:
        text = tr("To read these pages tesseract needs this language: %2. Install it with: %1")
    else:
        text = tr(
            "These pages are pictures. They are read by the program tesseract, which is not on "
            "this computer. Install it with: %1"
        )
    text = text.replace("%2", QLocale().createSeparatedList(names))
    return text.replace("%1", f"\u2066{installing(error.languages)}\u2069")


def unsaved_reason(error: Exception) -> str:
    """Why something could not be saved, as part of a sentence."""
    if isinstance(error, PermissionError):
        return tr("it may not be written")
    if isinstance(error, OSError):
        return system_reason(error)
    return sentence(error)


def system_reason(error: OSError) -> str:
    """What the system says is wrong, in the reader's language, as part of a sentence."""
    known = {
        ("ENOSPC",): tr("there is no space left on the disk"),
        ("EDQUOT",): tr("your share of the disk is used up"),
        ("EROFS",): tr("the disk can only be read"),
        ("EACCES", "EPERM"): tr("it may not be written or read"),
        ("EIO", "ENXIO"): tr("the disk reports a fault"),
        ("ENOENT", "ENODEV"): tr("it is no longer there"),
        ("EISDIR",): tr("there is a folder of that name"),
        ("ENOTDIR", "EEXIST", "ENOTEMPTY"): tr("something else has that name"),
        ("ENAMETOOLONG",): tr("the name is too long"),
        ("EFBIG",): tr("it would be too large for the disk"),
        ("EMFILE", "ENFILE"): tr("too many files are open"),
        ("EBUSY", "ETXTBSY", "EAGAIN", "ENOLCK", "EDEADLK"): tr("another program is using it"),
        (
            *("ETIMEDOUT", "ESTALE", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
            *("ENOTCONN", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "EREMOTEIO"),
        ): tr("the drive or the network does not answer"),
        ("ENOMEM",): tr("there is not enough memory"),
    }
    name = errno.errorcode.get(error.errno or 0, "")
    found = next((words for names, words in known.items() if name in names), None)
    if found is None and error.errno:
        found = tr("error %1 of the system").replace("%1", shown_number(error.errno))
    return found or f"\u2068{error}\u2069"


def _unreadable(reason: str) -> str:
    known = {
        "missing": tr("“%1” is no longer there. It may have been moved or renamed."),
        "folder": tr("“%1” is a folder. Open it with “Open folder”."),
        "permission": tr("“%1” may not be read. Check its permissions."),
        "too-large": tr("“%1” is too large to open. Split it into parts."),
        "binary": tr("“%1” holds no text. Open it with the program that made it."),
        "encoding": tr("The letters of “%1” could not be decoded. Choose another encoding."),
        "unknown-format": tr("“%1” is of a kind that Hashiya does not read."),
        "broken": tr("“%1” is damaged or not what its name says. Get another copy of it."),
        "password": tr("“%1” is locked with a password. Open it again to enter it."),
        "encrypted": tr("“%1” is locked with a password. Save a copy of it without one."),
        "old-word": tr("“%1” is in the old Word format. Save it as .docx in Word or LibreOffice."),
        "timeout": tr("“%1” took too long to read, so reading it was stopped."),
        "memory": tr("“%1” would need too much memory, so reading it was stopped."),
        "animated": tr("“%1” is a picture that moves, and no page. Open a picture of a page."),
        "scan": tr("“%1” holds pictures of pages and no text. Run text recognition on it first."),
        "plugin": tr(
            "“%1” could not be read, because the plug-in “%2” failed. See Plug-ins in the Settings."
        ),
        "garbled": tr("The letters in “%1” cannot be told from their codes. Get another copy."),
    }
    return known.get(reason, tr("“%1” could not be read."))


def unknown_kinds(names: list[str]) -> str:
    """Of dropped files: those that were left out."""
    shown = QLocale().createSeparatedList([f"\u2068{name}\u2069" for name in names[:5]])
    if len(names) > 5:
        rest = tr("and %n more", None, len(names) - 5)
        shown = f"{shown} {rest}"
    return tr("Not opened, because Hashiya does not read this kind of file: %1").replace(
        "%1", shown
    )


def _not_installed(error: NotInstalled) -> str:
    """What is not there, and how it is had."""
    import subprocess  # here: not part of the start

    if getattr(sys, "frozen", False):
        text = tr(
            "This needs the extra “%1”, which this package does not bring. It can be added where "
            "Hashiya is started from its source (./run) or was installed by pip."
        )
        return text.replace("%1", f"\u2068{error.extra}\u2069")
    text = tr(
        "This needs the extra “%1”. To add it, type this in a terminal, then start Hashiya again:"
    )
    command = subprocess.list2cmdline([sys.executable, "-m", "pip", "install", error.package])
    return text.replace("%1", f"\u2068{error.extra}\u2069") + f"\n\u2066{command}\u2069"
