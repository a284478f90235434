"""Scrolling two large texts side by side in the whole window, 50 MB of Arabic and 34 MB of English,
in steps of 60 px, with notes beside them, of which some are written meanwhile.

A frame is the step, the painting after it and all else that is due in the window by then, in CPU
time of the main thread. Nothing is laid out beforehand, and the steps follow one another as fast as
they can: the worst case of a held key. Goal: under 16.7 ms.
"""

from __future__ import annotations

import statistics
import sys

import common

FRAMES = 500
BESIDE = 34_000_000
GOAL = 16.7


def main() -> int:
    with common.home() as folder:
        root = folder / "texts"
        root.mkdir()
        for side, text in (("ar", common.arabic(50_000_000)), ("en", common.english(BESIDE))):
            (root / f"large.{side}.txt").write_text(text, "utf-8")
            del text
        app = common.program()
        common.opened(app, root, "large")
        common.until(lambda: all(d.lines.counted for d in app.session.view.documents.values()), 300)
        app.window.parts["notes"].show()
        common.rest(1000)
        reader, found = app.window.pane.reader, {False: [], True: []}
        blocks = len(app.session.view.documents["ar"])
        for writing in (False, True):
            for place, step in ((0.0, 60), (0.4, 60), (0.8, 60), (0.6, -60)):
                reader.go_to("ar", int(blocks * place))
                common.rest(300)
                some = common.scrolled(app, FRAMES, step, writing=writing)
                words = f"{'down' if step > 0 else 'up'} from {place:.0%}"
                words += ", notes written" if writing else ""
                print(
                    f"{words}: median {statistics.median(some):.2f} ms,"
                    f" p99 {common.p99(some):.2f} ms, longest {max(some):.2f} ms"
                )
                found[writing] += some
        for writing, words in ((False, "frame of 60 px"), (True, "the same, notes written")):
            common.verdict(f"{words}, p99", common.p99(found[writing]), GOAL, " ms")
            common.verdict(f"{words}, longest", max(found[writing]), GOAL, " ms")
        common.stop(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
