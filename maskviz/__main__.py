"""`python -m maskviz`: check a mask in a file, or make a page of it."""

from maskviz.python.command import main

raise SystemExit(main())
