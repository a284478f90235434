from viewer.core.formats import load
from viewer.core.text.document import Document
from viewer.core.text.invisibles import find, has_overrides


def test_each_is_found_by_its_name_and_place():
    found = find("a\u202eب\u202c\u200f \U000e0041\x07\tb")
    assert found == [(1, "RLO"), (3, "PDF"), (4, "RLM"), (6, "E0041"), (7, "0007")]


def test_overrides_are_told_from_other_marks_in_every_form_of_text(tmp_path):
    assert has_overrides(Document.of_text("x\u202dy").lines)
    assert not has_overrides(Document.of_text("x\u200fy\u202a\u2067").lines)
    large = tmp_path / "large.txt"
    large.write_text("سطر من النص العادي\n" * 60_000 + "x\u202ey", "utf-8")
    assert has_overrides(load(large).lines)
    by_chance = "â€®".encode("windows-1252") * 3  # the bytes of U+202E, as other letters
    large.write_bytes("سطر آخر من النص\n".encode("windows-1256") * 90_000 + by_chance)
    document = load(large, encoding="windows-1256")
    assert not has_overrides(document.lines)
