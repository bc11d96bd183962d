"""``python -m burdenshare``."""

from burdenshare.cli import main

main()
