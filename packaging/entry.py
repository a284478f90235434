"""Where the frozen program begins."""

from viewer.__main__ import main

raise SystemExit(main())
