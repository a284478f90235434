"""A query to a corpus: where it is found, in real letters, and why.

The words of a query become sets of written forms; FTS5 tells the rows that may hold them, and the
numbers in those rows tell where. Nothing of a text is read until a hit is shown.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, pairwise, product, repeat
from operator import contains, sub

from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.language.arabic import fold, folded_words, letters
from viewer.core.morphology.roots import RootReader, guessed_roots
from viewer.core.notes.store import NoteStore
from viewer.core.search.concordance import counterparts
from viewer.core.search.hits import Answer, Hit, Hits, word_end, word_start
from viewer.core.search.index import CROWD, STREAM, Index, Indexed
from viewer.core.search.joined_words import with_joined
from viewer.core.search.query import Clause, Filter, Query, compiled, parse
from viewer.core.search.root_forms import PERHAPS
from viewer.core.search.word_forms import MODES, Forms, differences

HIT_CONTEXT = 60
"""Code points of context on either side of a hit."""
PHRASES = 300
"""Spellings of a phrase that are asked for as phrases; of more only their words are."""
ROWS_AT_FIRST, ROWS_BETWEEN_LOOKS = 100, 2000
"""Rows until the first hits are told of, and then between two looks at whether to stop."""
PASSAGES = 8192
"""Vectors that are compared together."""
LEAST_COSINE = 0.3
"""Cosine below which a passage means something else."""
_NO_SIGN = "\0"
"""Stands between the streams of rows: no word has it for a sign."""
REGEX_TIMEOUT_S = 1.0
"""Seconds that a regular expression may take for one block."""

Note = tuple[int, int, str, Sequence[str]]
"""Start and end in code points of its document (-1 for none), text, tags."""
Notes = Mapping[str, Sequence[Note]]
"""By the paths of their documents."""
Place = tuple[int, int]
"""First and last word of a hit, counted in its row; of a pattern its code points."""


class Search:
    """A query to an index, ready to run; in the thread of the index."""

    def __init__(
        self,
        index: Index,
        query: str,
        mode: str = "clitics",
        language: str = "",
        notes: Callable[[], Notes] = dict,
        across: bool = False,
        roots: RootReader = guessed_roots,
    ) -> None:
        """`across`: find what corresponds to a hit in another document too, and let `lang:` say
        which of them are wanted. Raises ValueError for an unknown mode, `BadPattern`.
        """
        self.index, self.query = index, with_joined(parse(query), index)
        self.forms = Forms(index, mode, roots)
        self._filters = self.query.filters
        if language:
            self._filters = (*self._filters, Filter("lang", language.lower()))
        self._notes = notes() if any(f.field in ("note", "tag") for f in self._filters) else {}
        self._pattern = compiled(self.query.pattern) if self.query.pattern else None
        self._across = across and bool(self.query.groups) and self._pattern is None
        self._late = 0
        self._shapes: dict[str, int] = {}
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._loose: set[tuple[str, ...]] = set()
        self._crowded: set[tuple[str, ...]] = set()
        self._texts: dict[str, int] = {}

    @classmethod
    def again(cls, index: Index, query: Query, mode: str) -> Search:
        """For what was found already, in another thread: only to show its hits."""
        made = cls(index, "", mode if mode in MODES else "spelling")
        made.query = query
        return made

    def run(
        self,
        stop: Callable[[], bool] = lambda: False,
        tell: Callable[[Answer], None] = lambda _: None,
    ) -> Answer:
        """All that is found; `tell` is called now and then with what is there by then."""
        asks = bool(self.query.groups)
        hits = Hits(words=asks and self._pattern is None)
        answer = Answer(self.query, self.forms.mode, hits, complete=False)
        if not asks and self._pattern is None:
            self._annotated(hits)
        else:
            take = self._take_words if self._is_one_word() else self._take
            rows, size = self._rows(self._allowed()), ROWS_AT_FIRST
            while some := list(islice(rows, size)):
                take(hits, some)
                if len(some) == size:
                    if stop():
                        break
                    tell(answer)
                size = ROWS_BETWEEN_LOOKS
            if self._across:
                hits = self._with_translations(hits, stop)
        answer.hits, answer.documents = self._in_order(hits)
        answer.complete, answer.late = True, self._late
        return answer

    def _take(self, hits: Hits, rows: Iterable[tuple[int, bytes]]) -> None:
        """Add what some rows hold."""
        matching = self._spans if self._pattern is not None else self._places
        for row, encoded in rows:
            signs = encoded.decode(STREAM)
            for place in matching(row, signs):
                self._add(hits, row, place, signs)

    def _is_one_word(self) -> bool:
        """Whether one word alone is asked for, which stands wherever a sign of it does."""
        if self._pattern is not None or self.query.without or len(self.query.groups) != 1:
            return False
        clauses = self.query.groups[0]
        if len(clauses) != 1 or len(clauses[0].runs) != 1 or len(clauses[0].runs[0]) != 1:
            return False
        return chr(CROWD) not in self.forms.signs(clauses[0].runs[0][0])

    def _take_words(self, hits: Hits, rows: Sequence[tuple[int, bytes]]) -> None:
        """The same for one word: all of the rows as one string, which is gone through once."""
        (run,) = self.query.groups[0][0].runs
        between = _NO_SIGN.encode(STREAM)
        joined = between.join([signs for _, signs in rows]).decode(STREAM)
        pattern = self._compiled(run)
        at = [match.start() for match in pattern.finditer(joined)]
        if run in self._loose:
            wanted = self.forms.signs(run[0])
            at = [place for place in at if joined[place] in wanted]
        found = list(map(joined.__getitem__, at))
        starts = [0, *(match.end() for match in re.finditer(_NO_SIGN, joined)), len(joined) + 1]
        cuts = [bisect_left(at, start) for start in starts]
        counts = list(map(sub, cuts[1:], cuts))
        shapes = self._all_named(hits, dict.fromkeys(found))
        hits.extend(
            chain.from_iterable(map(repeat, (row for row, _ in rows), counts)),
            list(map(sub, at, chain.from_iterable(map(repeat, starts, counts)))),
            list(map(shapes.__getitem__, found)),
        )

    # Which documents

    def _allowed(self) -> list[Indexed] | None:
        """The documents that the filters leave; None for all."""
        filters = [f for f in self._filters if not (self._across and f.field == "lang")]
        if not filters:
            return None
        return [each for each in self.index.documents() if self._passes(each, filters)]

    def _passes(self, document: Indexed, filters: Iterable[Filter]) -> bool:
        return all(self._meets(document, f) != f.excluded for f in filters)

    def _meets(self, document: Indexed, wanted: Filter) -> bool:
        value = wanted.value
        if wanted.field == "lang":
            return document.language == value or document.language.startswith(f"{value}-")
        if wanted.field == "title":
            told = f"{document.title} {document.path}"
            return value in " ".join(fold(told).text.split())
        if wanted.field == "date":
            since, _, until = value.partition("..")
            date = document.date
            late = bool(until) and date[: len(until)] > until
            return bool(date) and date[: len(since)] >= since and not late
        return any(_noted(note, wanted) for note in self._notes.get(document.path, ()))

    # Which rows

    def _rows(self, documents: list[Indexed] | None) -> Iterator[tuple[int, bytes]]:
        """The rows that may hold a hit, with their streams."""
        match = self._match()
        if match is None:
            return
        if match:
            rows = self.index.rows(match)
        elif documents is not None:
            parts = (range(d.first, d.first + d.count) for d in documents)
            rows = (row for part in parts for row in self.index.encoded_streams(part))
            documents = None
        else:
            rows = self.index.encoded_streams(range(1 << 62))
        if documents is not None:
            rows = _inside(rows, documents)
        yield from rows

    def _match(self) -> str | None:
        """The FTS5 query whose rows hold all hits, and others; None when nothing can be found."""
        groups = []
        for group in self.query.groups:
            clauses = [told for clause in group if (told := self._clause(clause))]
            if not clauses:
                return None
            groups.append(f"({' OR '.join(clauses)})")
        return " AND ".join(groups)

    def _clause(self, clause: Clause) -> str:
        runs = []
        for run in clause.runs:
            terms = [self.forms.folded(word) for word in run]
            if not all(terms):
                return ""
            if math.prod(map(len, terms)) <= PHRASES:
                runs.append(" OR ".join(f'"{" ".join(words)}"' for words in product(*terms)))
            else:
                alternatives = (" OR ".join(f'"{word}"' for word in each) for each in terms)
                runs.append(" AND ".join(f"({each})" for each in alternatives))
        return "(" + " AND ".join(f"({run})" for run in runs) + ")"

    # Where in a row

    def _places(self, row: int, signs: str) -> list[Place]:
        """Every occurrence of what was asked for, in order."""
        if any(self._found(row, signs, clause) for clause in self.query.without):
            return []
        places: set[Place] = set()
        for group in self.query.groups:
            here = [place for clause in group for place in self._found(row, signs, clause)]
            if not here:
                return []
            places.update(here)
        return sorted(places)

    def _found(self, row: int, signs: str, clause: Clause) -> list[Place]:
        runs = [self._run(row, signs, run) for run in clause.runs]
        return runs[0] if len(runs) == 1 else _near(runs, clause.near)

    def _run(self, row: int, signs: str, run: tuple[str, ...]) -> list[Place]:
        """Where these words stand one after the other, overlapping ones too."""
        pattern, many = self._compiled(run), len(run) - 1
        found = [(match.start(), match.start() + many) for match in pattern.finditer(signs)]
        if run in self._loose:
            wanted = [self.forms.signs(word) for word in run]
            found = [
                (first, last)
                for first, last in found
                if all(map(contains, wanted, signs[first : last + 1]))
            ]
        if run in self._crowded:
            found = [place for place in found if self._is(row, place, run)]
        return found

    def _compiled(self, run: tuple[str, ...]) -> re.Pattern[str]:
        """What finds these words in a stream; overlapping ones too, if they are several."""
        if run not in self._patterns:
            text, loose = self.forms.pattern(run)
            self._patterns[run] = re.compile(f"(?=({text}))" if len(run) > 1 else text)
            self._loose |= {run} if loose else set()
            crowded = any(chr(CROWD) in self.forms.signs(word) for word in run)
            self._crowded |= {run} if crowded else set()
        return self._patterns[run]

    def _is(self, row: int, place: Place, run: Sequence[str]) -> bool:
        """Whether the text says what signs that many words share may stand for."""
        _, text, spans = self.index.row(row)
        here = [text[start:end] for start, end in spans[place[0] : place[1] + 1]]
        return all(
            not self.forms.folded(word).isdisjoint(folded_words(token))
            for word, token in zip(run, here, strict=True)
        )

    def _spans(self, row: int, signs: str) -> list[Place]:
        """Every match of the pattern in a row that also holds the words, in code points."""
        if not all(any(self._found(row, signs, c) for c in group) for group in self.query.groups):
            return []
        if any(self._found(row, signs, clause) for clause in self.query.without):
            return []
        assert self._pattern is not None and self.query.pattern is not None
        text = next((text for _, _, text in self.index.texts(range(row, row + 1))), "")
        folded = None if self.query.pattern.raw else fold(text)
        searched = text if folded is None else folded.text
        try:
            matches = self._pattern.finditer(searched, timeout=REGEX_TIMEOUT_S, concurrent=True)
            spans = [match.span() for match in matches if match.end() > match.start()]
        except TimeoutError:
            self._late += 1
            return []
        return spans if folded is None else [folded.source(*span) for span in spans]

    def _annotated(self, hits: Hits) -> None:
        """Filters alone: the passages that the notes are about that they ask for."""
        if not self._notes:
            return
        for document in self._allowed() or ():
            rows = [(r, s, t) for r, s, t in self.index.texts(_rows_of(document))]
            starts = [start for _, start, _ in rows]
            for full in self._notes.get(document.path, ()):
                start, end = full[:2]
                wanted = [f for f in self._filters if f.field in ("note", "tag")]
                at = bisect_left(starts, start + 1) - 1
                if start < 0 or at < 0 or not all(_noted(full, f) != f.excluded for f in wanted):
                    continue
                row, begin, text = rows[at]
                first, last = min(start - begin, len(text)), min(end - begin, len(text))
                if first < last:
                    self._add(hits, row, (first, last), None)

    def _add(self, hits: Hits, row: int, place: Place, signs: str | None) -> None:
        shape = 0
        if hits.words and signs is not None:
            shape = self._named(hits, signs[place[0] : place[1] + 1])
        else:
            text = next((text for _, _, text in self.index.texts(range(row, row + 1))), "")
            name = " ".join(letters(text[place[0] : place[1]]).split())
            shape = self._shape(hits, name[:40])
        hits.add(row, *place, shape)

    def _with_translations(self, hits: Hits, stop: Callable[[], bool]) -> Hits:
        """With what stands beside the hits: the words that correspond to what was asked for as the
        corpus itself shows, the whole row where none of them is in it.
        """
        words = [fold(each.word).text for each in counterparts(self.index, hits)]
        signs = "".join(re.escape(chr(form.sign)) for form in self.index.forms(words))
        wanted = re.compile(f"[{signs}]" if signs else "(?!)")
        seen = set(hits.rows)
        for number, row in enumerate(dict.fromkeys(hits.rows)):
            if number % ROWS_BETWEEN_LOOKS == ROWS_BETWEEN_LOOKS - 1 and stop():
                break
            beside = self.index.beside(row)
            for other, stream in self.index.streams(beside) if beside else ():
                if other in seen or not stream:
                    continue
                seen.add(other)
                places = [match.start() for match in wanted.finditer(stream)]
                for at in places:
                    hits.add(other, at, at, self._named(hits, stream[at]), across=True)
                if not places:
                    hits.add(other, 0, len(stream) - 1, self._shape(hits, "…"), across=True)
        languages = [f for f in self._filters if f.field == "lang"]
        allowed = {each.id for each in self.index.documents() if self._passes(each, languages)}
        order = sorted(range(len(hits)), key=hits.rows.__getitem__)
        return hits.of(n for n in order if self.index.document_of(hits.rows[n]).id in allowed)

    def _named(self, hits: Hits, signs: str) -> int:
        """The shape of some words."""
        if signs not in self._shapes:
            written = (form.written for form in self.index.signed(signs))
            self._name(hits, signs, written)
        return self._shapes[signs]

    def _all_named(self, hits: Hits, signs: Iterable[str]) -> dict[str, int]:
        """The shapes of single words."""
        new = "".join(sign for sign in signs if sign not in self._shapes)
        for sign, form in zip(new, self.index.signed(new), strict=True):
            self._name(hits, sign, [form.written])
        return self._shapes

    def _name(self, hits: Hits, signs: str, written: Iterable[str]) -> None:
        self._shapes[signs] = self._shape(hits, " ".join(map(letters, written)))
        if self.forms.mode == "root" and any(map(self._is_doubtful, signs)):
            hits.doubtful.add(self._shapes[signs])

    def _is_doubtful(self, sign: str) -> bool:
        return any(PERHAPS in self.forms.signs(word).get(sign, ()) for word in self.query.words())

    def _shape(self, hits: Hits, name: str) -> int:
        if name not in self._texts:
            self._texts[name] = len(hits.names)
            hits.names.append(name)
        return self._texts[name]

    def _segments(self, hits: Hits) -> list[tuple[int, int, int]]:
        """(place of the document, first hit, end) for each run of hits in one document."""
        found, at = [], 0
        documents = self.index.documents()
        firsts = [each.first for each in documents]
        number = -1
        while at < len(hits):
            number = bisect_right(firsts, hits.rows[at], number + 1) - 1
            document = documents[number]
            end = bisect_left(hits.rows, document.first + document.count, at)
            found.append((document.order, at, end))
            at = end
        return found

    def _in_order(self, hits: Hits) -> tuple[Hits, int]:
        """By the order of the documents in the corpus, not that in which they were indexed; and
        in how many documents they are."""
        parts = self._segments(hits)
        if any(a[0] > b[0] for a, b in pairwise(parts)):
            hits = hits.parts((start, end) for _, start, end in sorted(parts))
        return hits, len(parts)

    # What is shown of it

    def hit(self, hits: Hits, number: int, around: int = HIT_CONTEXT) -> Hit:
        """A hit in its real letters, with why it is one."""
        row = hits.rows[number]
        start, text, spans = self.index.row(row)
        first, last, across = hits.firsts[number], hits.lasts[number], bool(hits.across[number])
        why = list(hits.why)
        if hits.words:
            if last >= len(spans):  # the document was changed meanwhile
                return Hit(self.index.document_of(row).path, 0, start, start, "", "", "", (), row)
            begin, end = spans[first][0], spans[last][1]
            why += ["translation"] if across else self._why(row, first, last)
        else:
            begin, end = first, last
        document = self.index.document_of(row)
        found = text[begin:end]
        return Hit(
            document.path,
            row - document.first,
            start + begin,
            start + end,
            found,
            text[word_start(text, begin, around) : begin],
            text[end : word_end(text, end, around)],
            (*why, *(differences(found, self.query.typed) if hits.words and not across else ())),
            row,
            document.date,
        )

    def _why(self, row: int, first: int, last: int) -> list[str]:
        found: list[str] = []
        for sign in self.index.stream(row)[first : last + 1]:
            for word in self.query.words():
                if sign in self.forms.signs(word):
                    found += self.forms.signs(word)[sign]
                    break
        return list(dict.fromkeys(found))


def meant(index: Index, query: str, packed: bytes, count: int) -> Answer:
    """The passages whose vectors are nearest to one, best first; see `vectors.packed`.

    Raises ImportError without the extra `semantic`.
    """
    hits = Hits(words=False, why=("meaning",))
    cursor = index.base.execute("SELECT row, vector FROM vectors")
    pieces = iter(partial(cursor.fetchmany, PASSAGES), [])
    found = vectors.nearest(packed, pieces, count)
    for near, row in found:
        if near >= LEAST_COSINE:
            text = index.row(row)[1]
            hits.add(row, 0, len(text), 0)
    hits.names = [" ".join(query.split())]
    return Answer(Query(), "meaning", hits, len({index.document_of(r).id for r in hits.rows}))


def noted(store: NoteStore) -> Callable[[], Notes]:
    """What a search asks for the notes of a corpus."""
    return partial(_notes_of, store)


def _notes_of(store: NoteStore) -> Notes:
    found: dict[str, list[Note]] = {}
    for path, note in store.all():
        start, end = (note.place.start, note.place.end) if note.place else (-1, -1)
        found.setdefault(path, []).append((start, end, note.text, note.tags))
    return found


def _rows_of(document: Indexed) -> range:
    return range(document.first, document.first + document.count)


def _near(runs: Sequence[list[Place]], near: int) -> list[Place]:
    """From each occurrence of the first run to the nearest of every other, if those are near."""
    found = []
    for first, last in runs[0]:
        begin, end = first, last
        for others in runs[1:]:
            gaps = (
                (max(a - last, first - b) - 1, a, b) for a, b in others if b < first or a > last
            )
            gap, a, b = min(gaps, default=(near + 1, 0, 0))
            if gap > near:
                break
            begin, end = min(begin, a), max(end, b)
        else:
            found.append((begin, end))
    return list(dict.fromkeys(found))


def _inside(
    rows: Iterable[tuple[int, bytes]], documents: Sequence[Indexed]
) -> Iterator[tuple[int, bytes]]:
    """Those rows that are in one of the documents; both in order."""
    waiting = iter(documents)
    document = next(waiting, None)
    for row, signs in rows:
        while document is not None and row >= document.first + document.count:
            document = next(waiting, None)
        if document is None:
            return
        if row >= document.first:
            yield row, signs


def _noted(note: Note, wanted: Filter) -> bool:
    """Whether a note is what a filter asks for."""
    _, _, text, tags = note
    if wanted.field == "tag":
        return any(fold(tag).text == wanted.value for tag in tags)
    return wanted.value in " ".join(fold(text).text.split())
