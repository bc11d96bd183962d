"""Add new shipped entries to the manifest."""

import sys

from burdenshare.errors import BurdenshareError
from burdenshare.ledger._manifest import append_new

if __name__ == "__main__":
    try:
        added = append_new()
    except BurdenshareError as error:
        sys.exit(f"error: {error}")
    sys.stdout.write(f"{len(added)} entries added to the manifest\n")
