"""Pins and own translations on disk: there again, found after the text changed, never lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.core.bitext import pins as repairs
from viewer.core.bitext.aligner import Bead
from viewer.core.bitext.alignment import Alignment
from viewer.core.bitext.pins import Pins, applied
from viewer.core.bitext.work_file import Sides, WorkFile, language_into, status_of
from viewer.core.export.bitext import bitext_of_work, write, written_in
from viewer.core.text.document import Document
from viewer.core.text.reanchor import PlaceFinder

BEFORE = ["العنوان الأول", "قال الوزير كلاما طويلا", "ثم سافر إلى دمشق", "وعاد في المساء", "انتهى"]
AFTER = ["The first title", "The minister spoke at length", "Then he went to Damascus", "The end"]


def sides(before: list[str], after: list[str]) -> Sides:
    found = [Document.of_text("\n".join(lines)) for lines in (before, after)]
    return ("ar", found[0], list(range(len(before)))), ("en", found[1], list(range(len(after))))


def alignment(both: Sides) -> Alignment:
    shape = [(1, 1), (1, 1), (1, 1), (2, 1)]
    beads, a, b = [], 0, 0
    for i, j in shape:
        beads.append(Bead(range(a, a + i), range(b, b + j), 0.9))
        a, b = a + i, b + j
    return Alignment(both[0][1], both[1][1], beads)


def written(tmp_path: Path, pins: Pins, both: Sides) -> WorkFile:
    file = WorkFile.read(tmp_path / "works" / "a.json")
    file.set_pins(pins, both)
    file.write()
    return WorkFile.read(file.path)


def test_pins_come_back(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    made = alignment(both)
    made = applied(made, repairs.alone(made, 3, 4, True))
    made = applied(made, repairs.swap(made, 1))
    made = applied(made, repairs.confirm(made, 0))
    pins = repairs.pins_of(made)
    assert len(pins) == 4
    assert written(tmp_path, pins, both).pins_for(both) == pins


def test_pins_are_found_in_a_text_that_changed(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    made = alignment(both)
    made = applied(made, repairs.confirm(made, 2))
    made = applied(made, repairs.alone(made, 3, 3, True))
    file = written(tmp_path, repairs.pins_of(made), both)
    new = sides(["سطر جديد في البداية", *BEFORE], ["New", "And new", *AFTER])
    found = [(p.before, p.after) for p in file.pins_for(new)]
    assert (range(3, 4), range(4, 5)) in found
    assert (range(4, 5), range(5, 5)) in found


def test_a_pin_that_is_not_found_stays_in_the_file(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    made = alignment(both)
    file = written(tmp_path, repairs.confirm(made, 1), both)
    other = sides(["نص آخر تماما لا صلة له بما كان"], ["Another text altogether"])
    assert file.pins_for(other) == ()
    file.set_pins((), other)
    file.write()
    assert len(WorkFile.read(file.path).pins_for(both)) == 1


def test_own_translations_are_written_changed_and_taken_back(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    document = both[0][1]
    file = WorkFile.read(tmp_path / "a.json")
    file.write_own("ar", document, [1], "en", "The minister talked.")
    file.write_own("ar", document, [3, 4], "en", "He came back.")
    file.write()
    again = WorkFile.read(file.path)
    own = again.own_for("ar", document, "en")
    assert {k: o.text for k, o in own.items()} == {1: "The minister talked.", 3: "He came back."}
    assert again.own_for("ar", document, "fr") == {}
    again.write_own("ar", document, [1], "en", "The minister said much.")
    assert len(again.own) == 2 and again.own[0].created
    again.write_own("ar", document, [1], "en", " ")
    assert list(again.own_for("ar", document, "en")) == [3]


def test_unknown_members_and_damaged_files_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    data = {"pins": [{"parts": [], "colour": "red"}], "future": {"a": 1}, "translations": [3, {}]}
    path.write_text(json.dumps(data), "utf-8")
    WorkFile.read(path).write()
    told = json.loads(path.read_text("utf-8"))
    assert told["future"] == {"a": 1} and told["pins"] == [{"parts": [], "colour": "red"}]
    path.write_text("{ no", "utf-8")
    file = WorkFile.read(path)
    assert file.damaged is not None and file.damaged.read_text("utf-8") == "{ no"


def test_what_another_program_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    document, made = both[0][1], alignment(both)
    one, two = WorkFile.read(tmp_path / "a.json"), WorkFile.read(tmp_path / "a.json")
    one.write_own("ar", document, [1], "en", "One.")
    one.write()
    two.write_own("ar", document, [2], "en", "Two.")
    two.set_pins(repairs.confirm(made, 0), both)
    two.write()
    one.write_own("ar", document, [1], "en", "")
    one.write()
    again = WorkFile.read(one.path)
    assert [own.text for own in again.own] == ["Two."] and len(again.pins) == 1


def test_members_of_a_later_version_survive_another_pin(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    made = alignment(both)
    file = written(tmp_path, repairs.confirm(made, 0), both)
    data = json.loads(file.path.read_text("utf-8"))
    data["pins"][0]["future"] = 1
    file.path.write_text(json.dumps(data), "utf-8")
    file = WorkFile.read(file.path)
    file.set_pins(repairs.confirm(applied(made, repairs.confirm(made, 0)), 2), both)
    file.write()
    told = json.loads(file.path.read_text("utf-8"))["pins"]
    assert len(told) == 2 and told[0]["future"] == 1


def test_the_status_of_rows_is_kept_found_again_and_taken_back(tmp_path: Path) -> None:
    both = sides(BEFORE, AFTER)
    documents = {name: document for name, document, _ in both}
    file = WorkFile.read(tmp_path / "works" / "a.json")
    file.set_status({"ar": range(1, 2), "en": range(1, 2)}, documents, "draft")
    file.set_status({"ar": range(3, 5), "en": range(3, 4)}, documents, "checked")
    before = file.doings
    file.set_status({"ar": range(1, 2), "en": range(1, 2)}, documents, "")
    file.set_doings(before)
    file.write()
    again = WorkFile.read(file.path)
    new = Document.of_text("\n".join(["سطر جديد", *BEFORE]))
    assert again.statuses_of("ar", new) == {2: "draft", 4: "checked"}
    assert status_of({"ar": range(2, 5)}, {("ar", 2): "checked", ("ar", 4): "done"}) == "done"
    again.set_status({"ar": range(2, 5)}, {"ar": new}, "done")  # rows that became one
    assert again.statuses_of("ar", new) == {2: "done"}


def test_statuses_of_a_later_version_stay_in_the_file(tmp_path: Path) -> None:
    file = WorkFile.read(tmp_path / "works" / "a.json")
    document = sides(BEFORE, AFTER)[0][1]
    file.set_status({"ar": range(1)}, {"ar": document}, "rejected")
    file.write()
    again = WorkFile.read(file.path)
    again.set_status({"ar": range(1, 2)}, {"ar": document}, "done")
    again.write()
    assert set(WorkFile.read(file.path).statuses_of("ar", document).values()) == {
        "rejected",
        "done",
    }


def test_what_a_work_is_translated_into() -> None:
    file, lines = WorkFile(Path("a.json")), "\n".join(BEFORE)
    french = Document.of_text("Un.\nDeux.", language="fr")
    arabic = Document.of_text(lines, language="ar")
    english = Document.of_text("One.\nTwo.", language="en")
    assert language_into(file, {"ar": arabic}, "ar") == "en"
    assert language_into(file, {"fr": french, "en": english}, "fr") == "en"
    assert language_into(file, {"ar": arabic, "fr": french}, "fr") == "ar"
    file.into = "de"
    assert language_into(file, {"fr": french, "en": english}, "fr") == "de"


def test_what_was_written_is_exported_with_its_state(tmp_path: Path) -> None:
    file = WorkFile.read(tmp_path / "works" / "a.json")
    document = Document.of_text("\n".join(BEFORE), language="ar")
    file.write_own("ar", document, [0], "fr", "Le titre")
    file.write_own("ar", document, [1], "fr", "Le ministre parla")
    file.set_status({"ar": range(1)}, {"ar": document}, "checked")
    file.set_status({"ar": range(1, 2)}, {"ar": document}, "draft")
    made = bitext_of_work("a", {"ar": document}, {}, written_in(file, {"ar": document}))
    assert made.languages == {"ar": "ar", "fr-mine": "fr"}
    write([made], tmp_path / "a.xlf")
    said = (tmp_path / "a.xlf").read_text("utf-8")
    assert 'target-language="fr"' in said
    assert said.count('state="signed-off"') == said.count('approved="yes"') == 1
    assert said.count('state="needs-review-translation"') == 1
    write([made], tmp_path / "a.tmx")
    assert '<prop type="x-status">checked</prop>' in (tmp_path / "a.tmx").read_text("utf-8")


def test_the_places_of_all_that_was_passed_over_are_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.of_text("\n".join(f"line {n} of many" for n in range(300)))
    file = WorkFile(tmp_path / "w.json")
    for block in (1, 7):
        file.pass_over("ar", document, block, "number", "7", f"because {block}")
    file.pass_over("ar", document, 7, "number", "7", "better")
    asked: list[int] = []
    resolve = PlaceFinder.resolve
    monkeypatch.setattr(
        PlaceFinder,
        "resolve",
        lambda finder, places: asked.append(len(places)) or resolve(finder, places),
    )
    assert file.reasons("ar", document) == {
        (1, "number", "7"): "because 1",
        (7, "number", "7"): "better",
    }
    assert asked == [2] and file.reasons("en", document) == {}
