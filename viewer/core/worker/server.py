"""The worker's own process: answers questions on standard input until that ends.

See `client` for what it is asked and answers.
"""

from __future__ import annotations

import base64
import contextlib
import faulthandler
import importlib
import os
import queue
import signal
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from viewer.core import formats
from viewer.core.base import plugins, sandbox
from viewer.core.base.errors import Unreadable
from viewer.core.base.framing import END, NO_MEMORY, guarded_pipes, read_frame, write_frame
from viewer.core.text.document import joined
from viewer.core.worker.embedded_images import picture

_GRACE = 5.0  # seconds after its time that a child whose parent is gone ends by itself


def serve(allowed: str = "") -> int:
    """Answer questions on standard input until it ends; the exit code. `allowed`: which plug-ins,
    as `plugins.told` says.

    The real standard output belongs to the frames: what a library prints goes to standard error.
    """
    plugins.obey(allowed)
    questions, answers = guarded_pipes()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sandbox.enclose()
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions, waiting), daemon=True).start()
    _import_while_idle(waiting)
    while True:
        question = waiting.get()
        with open(os.devnull, "w") as nowhere:
            # A C thread: it ends even a child that hangs in one regex after its parent was killed.
            until = float(question["timeout"]) + _GRACE
            faulthandler.dump_traceback_later(until, exit=True, file=nowhere)
            try:
                for answer in _answers(question):
                    write_frame(answers, answer)
            except MemoryError:
                write_frame(answers, NO_MEMORY)
            faulthandler.cancel_dump_traceback_later()
        del question


def _listen(questions: IO[bytes], waiting: queue.SimpleQueue[Any]) -> None:
    """Hand over each question; end the process with the pipe, whatever is being parsed."""
    try:
        while True:
            waiting.put(read_frame(questions))
    except (EOFError, OSError, ValueError):
        os._exit(0)


def _import_while_idle(waiting: queue.SimpleQueue[Any]) -> None:
    """Load the parsers before they are asked for."""
    for each in formats.FORMATS:
        if not waiting.empty():
            return
        with contextlib.suppress(ImportError):
            each.module()
    with contextlib.suppress(ImportError):
        importlib.import_module("trafilatura")


def _layers(question: dict[str, Any]) -> list[Path]:
    """The folders in which a question says that what was read off pictures of pages is."""
    return [Path(folder) for folder in question.get("layers", ())]


def _chunks(terms: Iterable[Any]) -> Iterator[list[Any]]:
    """The same in lists of some thousands."""
    rest = iter(terms)
    while part := list(islice(rest, 5000)):
        yield part


def _review(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a reviser's table."""
    from viewer.core.parsing.office.review_table import read_review

    for rows in _chunks(read_review(path)):
        yield {"rows": [row.as_json() for row in rows]}


_ABOUT_WORDS = frozenset(("links", "vector", "roots", "vowels"))


def _about_words(question: dict[str, Any]) -> dict[str, Any]:
    """What was asked about words, no file."""
    if "links" in question:
        from viewer.core.worker.word_tables import answer

        return answer(question["links"])
    if "vector" in question:
        from viewer.core.bitext.sentence_vectors import packed

        return {"packed": list(packed([question["vector"]])[0])}
    if "vowels" in question:
        from viewer.core.language.vowels import vocalised

        return {"vowels": vocalised(question["vowels"])}
    from viewer.core.morphology.roots import known_roots

    return {"roots": known_roots(question["roots"])}


def _answers(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What was asked for, in parts, and an end; or what went wrong."""
    path = Path(question.get("path", ""))
    try:
        sandbox.limit_memory(int(question["memory"]))
        if "align" in question:
            from viewer.core.bitext.alignment import answers  # here: a parser needs none of it

            yield from answers(question["align"], bool(question["only_best"]))
        elif not _ABOUT_WORDS.isdisjoint(question):
            yield _about_words(question)
        elif "terms" in question:
            from viewer.core.dictionaries.tbx import terms

            for part in _chunks(terms(path)):
                yield {"terms": part}
        elif "portrait" in question:
            from viewer.core.corpus.find_pairs import portrait

            about = {name: question[name] for name in ("encoding", "language")}
            document = joined(formats.load_parts(path, **about, layers=_layers(question)))
            yield {"portrait": portrait("", document).as_json()}
        elif "annotations" in question:
            from viewer.core.notes.import_foreign import as_json, load_annotations
            from viewer.core.pages.pdf_remarks import remarks

            file = Path(question["annotations"])
            pdf = file.suffix.lower() == ".pdf"
            about = _layers(question), question["password"]
            yield as_json(remarks(file, *about) if pdf else load_annotations(file))
        elif "review" in question:
            yield from _review(path)
        elif "copied" in question:
            from viewer.core.pages.pdf_remarks import copy_with_notes

            about = question["password"], question["copied"], _layers(question)
            for piece in copy_with_notes(path, *about):
                yield {"piece": base64.b64encode(piece).decode("ascii")}
        elif "pages" in question:
            from viewer.core.pages.answers import answer

            yield answer(path, question["pages"])
        elif "picture" in question:
            where, root = question["picture"], Path(question["root"])
            yield picture(path, where, root, tuple(question["bounds"])).as_json()
        else:
            about = {name: question[name] for name in ("encoding", "language", "password")}
            for part in formats.load_parts(path, **about, layers=_layers(question)):
                yield part.as_json()
        yield END
    except Unreadable as error:
        yield {"unreadable": [error.reason, error.detail]}
    except MemoryError:
        yield NO_MEMORY
    except Exception as error:  # whatever a parser does to a hostile file
        yield {"unreadable": ["broken", f"{type(error).__name__}: {error}"[:500]]}
