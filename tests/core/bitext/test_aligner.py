"""Alignment: every segment once and in order, pins as they are, and beads found in real texts."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from viewer.core.bitext.aligner import Bead, align
from viewer.core.bitext.features import features, skeleton
from viewer.core.bitext.lexicon import both, ratio, words
from viewer.core.bitext.likelihood import Likelihood
from viewer.core.bitext.segments import Side
from viewer.core.formats import load

SEEDS = Path(__file__).parents[3] / "seeds"
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")


def whole(beads: list[Bead], n: int, m: int) -> bool:
    """Whether every segment is in one bead, in order."""
    i = j = 0
    for bead in beads:
        if (bead.before.start, bead.after.start) != (i, j):
            return False
        i, j = bead.before.stop, bead.after.stop
    return (i, j) == (n, m)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("أوباما", "Obama"),
        ("كلينتون", "Clinton"),
        ("واشنطن", "Washington"),
        ("رويترز", "Reuters"),
        ("تيدروس", "Tedros"),
        ("شيكاغو", "Shikago"),
        ("محمد", "Mohammed"),
    ],
)
def test_names_sound_alike(arabic, english):
    assert skeleton(arabic) == skeleton(english)


def test_features_of_both_scripts():
    arabic = features("قال أوباما إن 31.5 من ٤٠٠ دولة تستعمل WhatsApp؟")
    english = features("Obama said that 31.5 of 400 countries use WhatsApp?")
    assert {"n31.5", "n400", "lwhatsapp", "e?"} <= arabic & english
    assert not features("") and "sBM" not in arabic  # two consonants are anything


@pytest.mark.parametrize("seed", range(60))
def test_any_segments_are_beads_in_order(seed):
    chance = random.Random(seed)
    alphabet = ["", "نعم", "a b", "١٢", "12", "؟", "x" * 300, "كلمة واحدة وأخرى", "One word."]
    sides = [chance.choices(alphabet, k=chance.randint(0, 40)) for _ in range(2)]
    beads = align(*sides)
    assert whole(beads, *map(len, sides)) and all(0 <= bead.score <= 1 for bead in beads)
    assert all(len(bead.before) <= 3 and len(bead.after) <= 3 for bead in beads)


@pytest.mark.parametrize("seed", range(30))
def test_pins_stand_whatever_is_around_them(seed):
    chance = random.Random(seed)
    n, m = chance.randint(1, 40), chance.randint(1, 40)
    cuts = [sorted(chance.choices(range(size + 1), k=4)) for size in (n, m)]
    pins = [(range(*cuts[0][at : at + 2]), range(*cuts[1][at : at + 2])) for at in (0, 2)]
    pins = [pin for pin in pins if pin[0] or pin[1]]
    beads = align(["كلمة"] * n, ["word"] * m, pins=pins)
    assert whole(beads, n, m)
    assert set(pins) <= {(bead.before, bead.after) for bead in beads if bead.score == 1.0}


@pytest.mark.parametrize("pins", [[(range(2, 3), range(1)), (range(1), range(2, 3))],
                                  [(range(2, 9), range(2, 3))]])  # fmt: skip
def test_pins_that_cross_or_are_outside(pins):
    with pytest.raises(ValueError):
        align(["ا"] * 3, ["b"] * 3, pins=pins)


def test_a_lexicon_learns_what_goes_together():
    nouns = [("بحر", "sea"), ("نهر", "river"), ("جبل", "mountain"), ("سهل", "plain")]
    chance = random.Random(1)
    beads = []
    for _ in range(60):
        picked = chance.sample(nouns, 2)
        beads.append((["في", *(a for a, _ in picked)], ["in", *(b for _, b in picked)]))
    count = [Counter(w for b in beads for w in b[k]) for k in (0, 1)]
    forth, back = both(beads, count[0], count[1])
    for arabic, english in nouns:
        others = [other for _, other in nouns if other != english]
        hoped = forth.expected([arabic])
        assert all(ratio(hoped, [english]) > ratio(hoped, [other]) + 1 for other in others)
        assert ratio(back.expected([english]), [arabic]) > 0
    assert words("والمدارس الكبيرة") == words("مدارس كبيره")


@pytest.mark.parametrize(("others", "believed"), [(4, False), (60, True)])
def test_two_beads_teach_a_word_only_among_many(others, believed):
    """That two words are twice together is chance among six beads, and none among sixty."""
    beads = [(["بحر", f"ا{n}"], ["sea", f"a{n}"]) for n in range(2)]
    beads += [([f"ب{n}", f"ج{n}"], [f"b{n}", f"c{n}"]) for n in range(others)]
    count = [Counter(word for bead in beads for word in bead[k]) for k in (0, 1)]
    forth, _ = both(beads, count[0], count[1])
    nats = ratio(forth.expected(["بحر"]), ["sea"]) + forth.unexpected(["sea"])
    assert (nats > 2) == believed
    assert forth.unexpected(["b0"]) == 0  # of a word that was seen once nothing is known


def segments(stem: str) -> tuple[list[str], list[str]]:
    """The sentences of a sample in both languages, paragraph by paragraph where they agree."""
    sides: tuple[list[str], list[str]] = [], []
    documents = [load(next(SEEDS.rglob(f"{stem}.{tag}.*"))) for tag in ("ar", "en")]
    blocks = [[b.text for b in d.blocks() if not b.furniture] for d in documents]
    for arabic, english in zip(*blocks, strict=False):
        cut = [_SENTENCE.split(text) for text in (arabic, english)]
        same = len(cut[0]) == len(cut[1])
        for side, text, parts in zip(sides, (arabic, english), cut, strict=True):
            side += parts if same else [text]
    return sides


def disturbed(pairs: list[tuple[str, str]], chance: random.Random):
    """The pairs with some sides left out and some joined, and the beads that result."""
    sides: tuple[list[str], list[str]] = [], []
    beads, at = [], 0
    while at < len(pairs):
        (a, b), luck = pairs[at], chance.random()
        i, j = len(sides[0]), len(sides[1])
        if luck < 0.05:
            sides[0].append(a)
        elif luck < 0.1:
            sides[1].append(b)
        elif luck < 0.2 and at + 1 < len(pairs):
            at += 1
            sides[0].append(f"{a} {pairs[at][0]}")
            sides[1].extend((b, pairs[at][1]))
        else:
            sides[0].append(a)
            sides[1].append(b)
        beads.append((range(i, len(sides[0])), range(j, len(sides[1]))))
        at += 1
    return sides, [bead for bead in beads if bead[0] and bead[1]]


@pytest.mark.slow
def test_beads_of_the_samples_with_sentences_left_out_and_joined():
    pairs = []
    for path in sorted(SEEDS.rglob("*.ar.*")):
        pairs += zip(*segments(path.name.partition(".ar.")[0]), strict=True)
    right = made = there = 0
    for seed in range(4):
        sides, beads = disturbed(pairs, random.Random(seed))
        found = align(*sides)
        ours = {(b.before, b.after) for b in found if b.before and b.after}
        right, made, there = right + len(ours & set(beads)), made + len(ours), there + len(beads)
    assert len(pairs) > 40
    assert 2 * right / (made + there) > 0.9


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("turned", [False, True])
def test_a_segment_whose_numbers_the_other_text_has_nowhere_stands_alone(place, turned):
    before = ["ضرغط قلفع نبذخ طلمش.", "كسبط غرنف دقمع زعلش."]
    after = ["Vlorn zathe bruml okent.", "Quist dramo feltu giban."]
    after.insert(place, "Prask 7450 lumbo 9812.")
    beads = align(after, before) if turned else align(before, after)
    alone = [
        bead.before if turned else bead.after for bead in beads if not (bead.before and bead.after)
    ]
    assert alone == [range(place, place + 1)]


def test_a_number_parted_otherwise_or_of_one_digit_speaks_against_nothing():
    def nats(before: str, after: str) -> float:
        sides = Side([before], []), Side([after], [])
        return Likelihood(*sides, None).by_form(0, 1, 0, 1)

    alike = nats("دفع مبلغ 1.250,50 مرة", "Paid 1,250.50 by 3")
    other = nats("دفع مبلغ 1.250,50 مرة", "Paid 1,777.77 by 3")
    assert alike > other + 3
    assert nats("دفع ثلاث مرات", "Paid 3 times") == nats("دفع ثلاث مرات", "Paid x times")
