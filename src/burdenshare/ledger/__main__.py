"""For maintainers: add new shipped entries to the manifest, or print the manual's schema section.

``python -m burdenshare.ledger`` adds; ``python -m burdenshare.ledger schema`` prints.
"""

import sys

from burdenshare.errors import BurdenshareError

if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["schema"]:
            from burdenshare.ledger._schema import section

            sys.stdout.write(section() + "\n")
        else:
            from burdenshare.ledger._manifest import append_new

            sys.stdout.write(f"{len(append_new())} entries added to the manifest\n")
    except BurdenshareError as error:
        sys.exit(f"error: {error}")
