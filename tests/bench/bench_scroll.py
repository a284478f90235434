"""Scrolling two large texts side by side, 50 MB of Arabic and 34 MB of English, in steps of 60 px.

A frame is the step and the painting after it, in CPU time of the main thread. Nothing is laid out
beforehand, and the steps follow one another as fast as they can: the worst case of a held key.
Goal: under 16.7 ms.
"""

from __future__ import annotations

import statistics
import sys

import common

FRAMES = 500
STEP = 60
BESIDE = 34_000_000


def frames(view, step: float) -> list[float]:
    def one() -> None:
        view.scroll_by(step)
        common.paint(view)

    return [common.frame(one) for _ in range(FRAMES)]


def main() -> int:
    with common.home() as folder:
        common.application()
        from viewer.core import formats

        documents = {}
        for side, text in (
            ("ar", common.arabic(50_000_000)),
            ("en", common.english(BESIDE)),
        ):
            file = folder / f"large.{side}.txt"
            file.write_text(text, "utf-8")
            del text
            documents[side] = formats.load(file)
        view = common.reader(documents, width=1200, height=800)
        view.flow.finish()
        common.rest(100)
        found = []
        for place, step in ((0.0, STEP), (0.4, STEP), (0.8, STEP), (0.6, -STEP)):
            view.go_to("ar", int(len(documents["ar"]) * place))
            common.paint(view)
            some = frames(view, step)
            words = "down" if step > 0 else "up"
            print(
                f"{words} from {place:.0%}: median {sorted(some)[len(some) // 2]:.2f} ms,"
                f" p99 {common.p99(some):.2f} ms, longest {max(some):.2f} ms"
            )
            found += some
        still = statistics.median(common.frame(lambda: common.paint(view)) for _ in range(50))
        print(f"painting alone, nothing new: {still:.2f} ms")
        common.verdict("frame of 60 px, p99", common.p99(found), 16.7, " ms")
        common.verdict("frame of 60 px, longest", max(found), 16.7, " ms")
        print(f"p99 : painting alone {common.p99(found) / still:.2f}")
        view.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
