"""Notes as W3C annotations: what is written is read, what is not understood is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.notes.merge import merge
from viewer.core.notes.note import FIELDS, Link, Note, from_json, save_w3c, to_json, told
from viewer.core.notes.store import load_w3c
from viewer.core.text.document import Place

WORDS = st.text(st.characters(), max_size=12)  # surrogates too
STAMPS = st.tuples(
    st.datetimes().map(lambda t: t.isoformat(timespec="milliseconds") + "Z"),
    WORDS,
    st.integers(-5, 10**9),
)
PLACES = st.builds(
    lambda start, exact, prefix, suffix: Place(start, start + len(exact), exact, prefix, suffix),
    st.integers(0, 2**40),
    WORDS,
    WORDS,
    WORDS,
)
LINKS = st.builds(
    Link, note=WORDS.filter(bool), path=st.just(""), place=st.none(), label=WORDS
) | st.builds(
    Link, note=st.just(""), path=WORDS.filter(bool), place=st.none() | PLACES, label=WORDS
)
NOTES = st.builds(
    Note,
    place=st.none() | PLACES,
    text=WORDS,
    tags=st.lists(WORDS).map(tuple),
    links=st.lists(LINKS, max_size=3).map(tuple),
    colour=st.sampled_from(["#ffd400", "#2ea8e5", "gold"]),
    created=WORDS,
    modified=WORDS,
    creator=WORDS,
    other=WORDS,
    edited=st.dictionaries(st.sampled_from(FIELDS), STAMPS),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
)
MEMBERS = st.sampled_from(
    [
        *("@context", "id", "@id", "type", "motivation", "created", "modified", "creator"),
        *("body", "bodyValue", "target", "items", "purpose", "value", "selector", "refinedBy"),
        *("start", "end", "exact", "prefix", "suffix", "source", "name", "first", "next"),
        *("hashiya:colour", "hashiya:deleted", "hashiya:other", "hashiya:edited"),
        *("hashiya:path", "hashiya:label"),
    ]
)
KINDS = st.sampled_from(
    [
        *("Annotation", "AnnotationCollection", "TextualBody", "Choice", "TextPositionSelector"),
        *("TextQuoteSelector", "FragmentSelector", "tagging", "linking", "char=1,2"),
    ]
)
W3C_LIKE = st.recursive(
    KINDS | st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=5),
)


def through_disk(data: object) -> Any:
    return json.loads(json.dumps(data))


@given(st.lists(NOTES, max_size=4))
def test_notes_come_back_as_they_were(notes: list[Note]) -> None:
    read = load_w3c(through_disk(save_w3c(notes, "a%20b.txt")))
    assert read == sorted(notes, key=lambda note: note.id)


@given(NOTES, st.dictionaries(WORDS, JSON, max_size=3), WORDS, WORDS)
def test_a_change_keeps_what_is_unknown(
    note: Note, unknown: dict[str, Any], text: str, colour: str
) -> None:
    unknown = {f"x:{name}": value for name, value in unknown.items()}
    data = through_disk(to_json(note, "a.txt") | unknown)
    read = from_json(data)
    written = through_disk(to_json(replace(read, text=text, colour=colour or "red"), "a.txt"))
    assert {name: written[name] for name in unknown} == unknown
    assert from_json(written).text == text
    assert from_json(written).tags == note.tags
    assert from_json(written).place == note.place


@given(W3C_LIKE)
def test_whatever_is_read_is_written_and_read_the_same(data: object) -> None:
    notes = load_w3c(data)
    again = load_w3c(through_disk(save_w3c(notes)))
    meant = [replace(note, extra={}) for note in again]
    assert meant == [replace(note, extra={}) for note in sorted(notes, key=lambda n: n.id)]


@given(st.dictionaries(MEMBERS, W3C_LIKE))
def test_an_annotation_of_anything_is_a_note_and_loses_nothing(data: dict[str, Any]) -> None:
    note = from_json(data)
    if note.deleted:
        return
    written = to_json(note, "")
    kept = {name: value for name, value in data.items() if name not in ("id", "@id")}
    assert {name: written.get(name) for name in kept} == kept


# The forms that the recommendation knows

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
QUOTE = {"type": "TextQuoteSelector", "exact": "بيت", "prefix": "في ", "suffix": " كبير"}
POSITION = {"type": "TextPositionSelector", "start": 3, "end": 6}


def annotation(**members: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": "http://example.org/1",
        "type": "Annotation",
        "target": "http://example.org/page",
    } | members


def target(*selectors: Any, **members: Any) -> dict[str, Any]:
    return {"source": "http://example.org/page", "selector": list(selectors), **members}


PLACED = Place(3, 6, "بيت", "في ", " كبير")
FORMS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (annotation(), {}),
    (annotation(body="http://example.org/comment"), {"text": ""}),
    (annotation(bodyValue="words"), {"text": "words"}),
    (annotation(body={"type": "TextualBody", "value": "w", "language": "ar"}), {"text": "w"}),
    (annotation(body={"value": "w", "purpose": ["commenting", "describing"]}), {"text": "w"}),
    (annotation(body=[{"value": "a"}, {"value": "b"}]), {"text": "a\n\nb"}),
    (annotation(body=[{"value": "t", "purpose": "tagging"}, {"value": "b"}]), {"tags": ("t",)}),
    (annotation(body={"value": "t"}, motivation="tagging"), {"tags": ("t",), "text": ""}),
    (
        annotation(body={"type": "Choice", "items": [{"id": "x:1"}, {"value": "w"}]}),
        {"text": "w"},
    ),
    (annotation(motivation=["highlighting", "x:own"]), {}),
    (annotation(creator="http://example.org/me"), {"creator": "http://example.org/me"}),
    (annotation(creator=[{"id": "x:1", "name": ["A", "B"]}]), {"creator": "A"}),
    (annotation(created="2015-01-01T00:00:00Z"), {"created": "2015-01-01T00:00:00Z"}),
    (annotation(target=target(QUOTE, POSITION)), {"place": PLACED}),
    (annotation(target=[target(POSITION, QUOTE)]), {"place": PLACED}),
    (annotation(target=target(QUOTE)), {"place": Place(0, 0, "بيت", "في ", " كبير")}),
    (annotation(target=target(POSITION)), {"place": Place(3, 6, "")}),
    (
        annotation(target=target({"type": "FragmentSelector", "value": "char=3,6"})),
        {"place": Place(3, 6, "")},
    ),
    (
        annotation(target=target({"type": "Choice", "items": [{"type": "CssSelector"}, QUOTE]})),
        {"place": Place(0, 0, "بيت", "في ", " كبير")},
    ),
    (
        annotation(target=target({"type": "XPathSelector", "value": "/", "refinedBy": QUOTE})),
        {"place": Place(0, 0, "بيت", "في ", " كبير")},
    ),
    (
        annotation(target={"type": "List", "items": ["x:1", target(POSITION, QUOTE)]}),
        {"place": PLACED},
    ),
    (annotation(target=target("x:selector")), {"place": None}),
    (annotation(target=target({"type": "DataPositionSelector", "start": 1, "end": 2})), {}),
    (
        annotation(target=target({"type": "TextPositionSelector", "start": -1, "end": True})),
        {"place": None},
    ),
]


@pytest.mark.parametrize(("data", "meant"), FORMS)
def test_every_form_is_read_and_written_back_as_it_was(
    data: dict[str, Any], meant: dict[str, Any]
) -> None:
    (note,) = load_w3c(data)
    assert {name: getattr(note, name) for name in meant} == meant
    assert save_w3c([note])["items"] == [data]


@pytest.mark.parametrize(("data", "meant"), FORMS)
def test_a_new_colour_changes_nothing_else(data: dict[str, Any], meant: dict[str, Any]) -> None:
    note = replace(from_json(data), colour="#ff6666")
    assert to_json(note, "") == data | {"hashiya:colour": "#ff6666"}


def test_a_new_text_keeps_the_other_bodies() -> None:
    bodies = ["x:sound", {"value": "old", "language": "ar"}, {"value": "t", "purpose": "tagging"}]
    data = to_json(replace(from_json(annotation(body=bodies)), text="new"), "")
    assert "x:sound" in data["body"]
    assert bodies[2] in data["body"]
    assert next(b for b in data["body"] if isinstance(b, dict) and b["value"] == "new")[
        "language"
    ] == ("ar")
    assert "old" not in json.dumps(data)


def test_collections_pages_and_lists() -> None:
    one, two = annotation(), annotation(id="http://example.org/2")
    page = {"type": "AnnotationPage", "items": [one], "next": {"items": [two]}}
    for data in ([one, two], {"items": [one, two]}, {"first": page}, page, {"rows": [one, two]}):
        assert [note.id for note in load_w3c(data)] == [one["id"], two["id"]]
    for data in (None, 5, "x", [], {}, {"items": 7}, [None, [[]]], {"first": "x:page"}):
        assert load_w3c(data) == []


def test_what_has_no_name_gets_the_same_one_each_time() -> None:
    data = annotation(bodyValue="w")
    del data["id"]
    assert from_json(data).id == from_json(dict(data)).id
    assert from_json(data).id.startswith("urn:uuid:")


def test_a_tombstone_has_no_words() -> None:
    note = Note(Place(0, 3, "secret"), "secret", ("secret",), deleted=True, other="secret")
    data = to_json(note, "a.txt")
    assert "secret" not in json.dumps(data)
    assert from_json(data).deleted


# Merging


def stamp(time: int, device: str = "a", counter: int = 1) -> tuple[str, str, int]:
    return f"2026-01-01T00:00:{time:02}.000Z", device, counter


def version(text: str = "", shade: str = "#ffd400", **edited: tuple[str, str, int]) -> Note:
    return Note(id="urn:uuid:1", text=text, colour=shade, edited=edited)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("one", "two", "text", "colour", "other"),
    [
        # field by field
        (
            version("new", "red", body=stamp(5), colour=stamp(1)),
            version("old", "blue", body=stamp(1), colour=stamp(5)),
            *("new", "blue", ""),
        ),
        # time, then device, then counter
        (version("x", body=stamp(5, "b")), version("y", body=stamp(5, "a")), "x", "#ffd400", "y"),
        (version("x", body=stamp(5, "a", 2)), version("y", body=stamp(5)), "x", "#ffd400", ""),
        # never stamped loses
        (version("x", body=stamp(1)), version("y"), "x", "#ffd400", "y"),
        # a text that was taken away is no text to keep
        (version("x", body=stamp(5, "b")), version("", body=stamp(1)), "x", "#ffd400", ""),
        # two texts
        (version("x", body=stamp(9, "b")), version("y", body=stamp(1)), "x", "#ffd400", "y"),
    ],
)
def test_the_newest_of_each_field_wins(
    one: Note, two: Note, text: str, colour: str, other: str, turned: bool
) -> None:
    made = merge(two, one) if turned else merge(one, two)
    assert (made.text, made.colour, made.other) == (text, colour, other)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("edit", "grave", "gone"), [(1, 5, True), (5, 5, True), (9, 5, False)])
def test_a_deletion_wins_over_older_edits_only(
    edit: int, grave: int, gone: bool, turned: bool
) -> None:
    live = version("words", body=stamp(edit))
    dead = replace(version(deleted=stamp(grave)), deleted=True)
    made = merge(dead, live) if turned else merge(live, dead)
    assert made.deleted is gone
    assert made.text == ("" if gone else "words")


VERSIONS = st.builds(
    replace,
    NOTES,
    id=st.just("urn:uuid:1"),
    deleted=st.booleans(),
    edited=st.dictionaries(
        st.sampled_from(FIELDS),
        st.builds(stamp, st.integers(0, 3), st.sampled_from("ab"), st.integers(0, 1)),
    ),
)


@given(VERSIONS, VERSIONS)
def test_merging_does_not_ask_who_comes_first(one: Note, two: Note) -> None:
    assert to_json(merge(one, two), "") == to_json(merge(two, one), "")


@given(VERSIONS)
def test_merging_with_itself_changes_nothing(note: Note) -> None:
    assert merge(note, note) == note


@given(VERSIONS, VERSIONS)
def test_merging_again_changes_nothing(one: Note, two: Note) -> None:
    made = merge(one, two)
    assert to_json(merge(made, two), "") == to_json(made, "")


def test_a_link_of_another_program_stays_as_it_is_written() -> None:
    body = {"type": "SpecificResource", "purpose": "linking", "id": "x", "source": "http://a/b#c"}
    said = {"id": "urn:x", "type": "Annotation", "body": [body, "http://elsewhere"]}
    note = from_json(said | {"target": "t", "motivation": "linking"})
    assert note.links == (Link("http://a/b#c"),)
    more = to_json(replace(note, text="words"), "t")["body"]
    assert body in more and "http://elsewhere" in more


def test_links_of_a_note_stand_below_its_words_where_none_can_follow_them() -> None:
    place = Place(3, 9, "two\nlines")
    links = (Link("urn:a", label="a note"), Link(path="b.txt", place=place), Link("urn:c"))
    lines = told(Note(text="words", links=links)).split("\n")
    assert [line.replace("\u2068", "").replace("\u2069", "") for line in lines] == [
        *("words", "→ a note", "→ two lines (b.txt)", "→ urn:c")
    ]
