"""Where the frozen program begins."""

import os


def let_go() -> None:
    """Give children the search path for libraries that we were started with.

    The boot loader puts the program's own folder into it and starts us again. Our own libraries are
    found by then; a browser or a file manager that we open must not load them.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    let_go()
    from viewer.__main__ import main

    raise SystemExit(main())
