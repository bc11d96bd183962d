"""How the shipped editions are made from raw files: one small module per publisher.

Each module has ``editions(raw)``, which reads the folder of raw files and returns frames by edition
id, with the columns of :data:`burdenshare.panel._store.COLUMNS`. :func:`build` writes them.
"""

from burdenshare.panel._build._build import Built, build

__all__ = ["Built", "build"]
