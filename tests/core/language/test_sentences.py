"""Sentence borders: what ends one and what only looks so."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.language.sentences import sentences

CASES = [
    ["He came.", "She left."],
    ["وصل الوزير.", "ثم غادر."],
    ["هل وصل؟", "نعم!", "حقا…", "انتهى"],
    ["Mr. Smith met Dr. J. R. Hassan on Jan. 5.", "They spoke."],
    ["قال د. محمد علي إن الأسعار ارتفعت 3.5 في المئة.", "وأضاف أن ذلك متوقع."],
    ["التقى أ.د. سامي بالوزير.", "انظر ص. 15 من الكتاب."],
    ["He said: “It is over.”", "Nobody answered."],
    ["قال: «انتهى كل شيء.»", "لم يجب أحد."],
    ["“Why?” he asked.", "No one knew."],
    ["1. First item of it.", "2. Second item."],
    ["It works in the U.S. and the U.K. too.", "See e.g. Cairo."],
    ["They met at 5 p.m.", "The talks failed."],
    ["Really?!", "Yes... perhaps."],
    ["See www.example.org for v2.0.1 notes.", "Done."],
    ["سنة 320 ق.م. وما بعدها.", "ثم جاء غيرهم."],
    ["ہم آئے۔", "وہ گئے۔"],
    ["one", "two", "three"],
]


@pytest.mark.parametrize("parts", CASES, ids=lambda parts: parts[0][:20])
def test_ends(parts: list[str]) -> None:
    joint = "\n" if parts[0] == "one" else " "
    text = joint.join(parts)
    assert [text[a:b] for a, b in sentences(text)] == parts


@given(st.text(alphabet=" \t\n.!?؟…«»\"'()abAB1دمق", max_size=60))
def test_every_letter_is_in_one_sentence(text: str) -> None:
    found = sentences(text)
    covered = "".join(text[a:b] for a, b in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
