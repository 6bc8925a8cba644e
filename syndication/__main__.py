"""``python -m syndication``: the same commands as ``syndication``."""

from syndication.cli import main

main()
