"""What a reviser changed in a table of a work, row by row, to be accepted or not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from viewer.core.bitext.work_file import STATUSES
from viewer.core.export.bitext import Bitext, Unit, UnitSource, flat
from viewer.core.export.row_keys import RowKey, parsed, plain, print_of
from viewer.core.export.xlsx import told_note
from viewer.core.parsing.office.review_table import ReviewRow
from viewer.core.text.document import Document, Place

MINE_SUFFIX = "-mine"
"""Of the sides that a reader's own translations are, behind the language."""

LIKE = 75.0
"""Likeness (0 to 100) from which a text of a row is one of the work that changed since."""
TRANSLATION, NOTE, STATUS = "translation", "note", "status"


@dataclass(frozen=True)
class ReviewChange:
    """A change that a reviser made to a row. `row` counts from 0.

    `kind`: a `translation` that becomes the reader's own, in `language` (BCP 47), or a `note` on
    `quote` (empty: on the whole text of the row) of `side`, or a `status` of the row, one of
    `work_file.STATUSES` or empty. `old`: what stands there now. `is_late`: this changed here, too,
    since the table was written.
    """

    row: int
    kind: str
    source: UnitSource
    side: str
    language: str
    old: str
    new: str
    quote: str = ""
    author: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class ReviewLeft:
    """A row, or a part of one, that is not taken: its number in the table, its words, and why.

    `reason`: other (of another text), gone (its words are not in the text any more), twice (a row
    before it is of the same), source (the source was edited, which is left as it is), column (of a
    language that the text has not), empty (a translation that is not the reader's was emptied),
    status (there is no such one), footnote (it is not known which one it was).
    """

    number: str
    words: str
    reason: str


@dataclass(frozen=True)
class Review:
    """What a table that came back says of a work; `same`: rows in which nothing was edited."""

    changes: list[ReviewChange] = field(default_factory=list)
    left: list[ReviewLeft] = field(default_factory=list)
    same: int = 0


def review_of(rows: Iterable[ReviewRow], work: Bitext) -> Review:
    """Compare a table with a work as it is now."""
    found = Review()
    same, finder = 0, _UnitFinder(work)
    seen: set[int] = set()
    for row in rows:
        told = _named(row, list(work.languages))
        at, reason = finder.find(told, parsed(row.key), seen)
        if at is None:
            words = next((text for text in told.texts.values() if text), "")
            found.left.append(ReviewLeft(row.number, flat(words), reason))
            continue
        seen.add(at)
        before = len(found.changes) + len(found.left)
        _compare(told, at, work, parsed(row.key), found)
        same += before == len(found.changes) + len(found.left)
    return Review(found.changes, found.left, same)


def _named(row: ReviewRow, sides: Sequence[str]) -> ReviewRow:
    """The row with its columns by their sides: a document knows only their numbers."""
    names = {str(at): side for at, side in enumerate(sides)}
    if not all(name.isdigit() for name in row.texts):
        return row
    return replace(
        row,
        texts={names.get(name, name): text for name, text in row.texts.items()},
        columns=tuple(names.get(name, name) for name in row.columns),
        comments=tuple(replace(c, column=names.get(c.column, c.column)) for c in row.comments),
        footnotes=row.footnotes and tuple((names.get(c, c), text) for c, text in row.footnotes),
    )


class _UnitFinder:
    """Finds which unit of a work a row is: by its key, its words, or words that are like them."""

    def __init__(self, work: Bitext) -> None:
        self._work = work
        self._by_place: dict[tuple[str, int], int] = {}
        self._by_text: dict[str, dict[str, list[int]]] = {}
        for at, unit in enumerate(work.units):
            if (source := unit.source) is not None:
                self._by_place[source.side, source.start] = at
                texts = self._by_text.setdefault(source.side, {})
                texts.setdefault(plain(unit.texts[source.side]), []).append(at)

    def find(
        self, row: ReviewRow, key: RowKey | None, seen: Container[int]
    ) -> tuple[int | None, str]:
        """The number of the unit, none of those that were `seen`, or why there is none."""
        if row.work and flat(row.work) != flat(self._work.name):
            return None, "other"
        known = key is not None and key.side < len(row.columns)
        sides = [row.columns[key.side]] if key is not None and known else list(row.texts)
        found = [at for side in sides for at in self._all(side, row.texts.get(side, ""), key)]
        new = [at for at in found if at not in seen]
        return (new[0], "") if new else (None, "twice" if found else "gone")

    def _all(self, side: str, text: str, key: RowKey | None) -> list[int]:
        """The units that a text of a side may be, the likeliest first."""
        start = key.start if key is not None else -1
        at = self._by_place.get((side, start))
        if at is not None and key is not None and len(key.prints) > key.side:
            now = print_of(self._work.units[at].texts[side])
            if key.prints[key.side] == now:  # also where the reviser edited the source
                return [at]
        texts, wanted = self._by_text.get(side, {}), plain(text)
        if wanted and wanted not in texts:
            from rapidfuzz import fuzz, process

            alike = process.extractOne(wanted, list(texts), scorer=fuzz.ratio, score_cutoff=LIKE)
            wanted = alike[0] if alike is not None else ""
        return sorted(texts.get(wanted, []), key=lambda each: abs(self._start(each) - start))

    def _start(self, at: int) -> int:
        source = self._work.units[at].source
        return source.start if source is not None else 0


def _compare(row: ReviewRow, at: int, work: Bitext, key: RowKey | None, found: Review) -> None:
    unit = work.units[at]
    prints = dict(zip(row.columns, key.prints, strict=False)) if key is not None else {}
    for side, text in row.texts.items():
        if print_of(text) not in (prints.get(side), print_of(unit.texts.get(side, ""))):
            _compare_text(row.number, (side, text), at, work, prints, found)
    for side in work.languages if row.footnotes is not None else ():
        _compare_footnotes(row, side, unit, work, found)
    found.changes.extend(_notes(row, at, unit, prints.get("notes")))
    if row.status is not None:
        _compare_status(row.number, row.status, at, unit, prints.get("status"), found)


def _compare_text(
    number: str,
    said: tuple[str, str],
    at: int,
    work: Bitext,
    prints: Mapping[str, str],
    found: Review,
) -> None:
    """What a column, which is a side of the work, says of the unit `at` and did not say."""
    (side, text), unit = said, work.units[at]
    source = unit.source
    assert source is not None
    was, now = prints.get(side), unit.texts.get(side, "")
    language = work.languages.get(side) or side.removesuffix(MINE_SUFFIX)
    here = f"{language}{MINE_SUFFIX}"
    mine = unit.texts.get(here, "")  # which is what it would replace
    if side == source.side:
        found.left.append(ReviewLeft(number, flat(text), "source"))
    elif side not in work.languages and not side.endswith(MINE_SUFFIX):
        found.left.append(ReviewLeft(number, flat(text), "column"))
    elif not text.strip() and not side.endswith(MINE_SUFFIX):
        found.left.append(ReviewLeft(number, flat(now), "empty"))
    elif print_of(text) != print_of(mine):
        late = was is not None and was != print_of(now)
        late = late or bool(mine and prints and prints.get(here) != print_of(mine))
        told = source, source.side, language, mine or now, text.strip()
        found.changes.append(ReviewChange(at, TRANSLATION, *told, is_late=late))


def _compare_footnotes(row: ReviewRow, side: str, unit: Unit, work: Bitext, found: Review) -> None:
    """Footnotes stand at the foot of a page, and are units of the work: an edited one is taken
    where it is known which one it was."""
    had = [each.text for line in unit.lines(side) for each in line.footnotes]
    have = [text for column, text in row.footnotes or () if column == side]
    if len(had) != len(have):
        prints = set(map(print_of, had)) ^ set(map(print_of, have))
        other = [text for text in (*had, *have) if print_of(text) in prints]
        found.left.extend(ReviewLeft(row.number, flat(text), "footnote") for text in other)
        return
    for old, new in zip(had, have, strict=True):
        if print_of(new) == print_of(old):
            continue
        same = [at for at, each in enumerate(work.units) if each.texts.get(side) == old]
        if len(same) == 1 and work.units[same[0]].source is not None:
            _compare_text(row.number, (side, new), same[0], work, {}, found)
        else:
            found.left.append(ReviewLeft(row.number, flat(new), "footnote"))


def _compare_status(
    number: str, text: str, at: int, unit: Unit, was: str | None, found: Review
) -> None:
    """A status is offered where it was edited; where that is not known, any but none at all."""
    source, said = unit.source, text.strip().casefold()
    assert source is not None
    if said == unit.status or was == print_of(said) or (was is None and not said):
        return
    if said and said not in STATUSES:
        found.left.append(ReviewLeft(number, flat(text), "status"))
        return
    late = was != print_of(unit.status)
    told = source, source.side, "", unit.status, said
    found.changes.append(ReviewChange(at, STATUS, *told, is_late=late))


def _notes(row: ReviewRow, at: int, unit: Unit, was: str | None) -> Iterator[ReviewChange]:
    """Comments that are no notes yet, and lines that were added to the notes of the row."""
    source = unit.source
    assert source is not None
    known = {flat(said) for note in unit.notes for said in (note.text, note.quote, told_note(note))}
    known |= {flat(line) for note in unit.notes for line in told_note(note).splitlines()}
    for comment in row.comments:
        if flat(comment.text) not in known:
            side = comment.column if comment.column in unit.places else source.side
            quote = comment.quote if comment.quote in unit.texts.get(side, "") else ""
            yield ReviewChange(at, NOTE, source, side, "", "", comment.text, quote, comment.author)
    new = [line for line in row.notes.splitlines() if line.strip() and flat(line) not in known]
    if new and was != print_of(row.notes):
        yield ReviewChange(at, NOTE, source, source.side, "", "", "\n".join(new))


def note_place(change: ReviewChange, work: Bitext, documents: Mapping[str, Document]) -> Place:
    """Where a note of a reviser belongs: its words, or the whole text of the row on its side."""
    document, blocks = documents[change.side], work.units[change.row].places[change.side]
    lines = document.lines
    start, end = lines.start(blocks[0]), lines.start(blocks[-1]) + len(lines.block(blocks[-1]))
    at = lines.slice(start, end).find(change.quote) if change.quote else -1
    if at < 0:
        return document.place(start, end)
    return document.place(start + at, start + at + len(change.quote))
