"""Files that people download themselves: NATO's workbook, the IMF's database, SIPRI's workbook.

Each reader returns an :class:`~burdenshare.panel._user.Imported` or fails naming the cell; nothing
is kept until :func:`~burdenshare.panel._user.save_edition` is called with the result.
"""

from burdenshare.panel._import.nato import read_nato
from burdenshare.panel._import.sipri import read_sipri
from burdenshare.panel._import.weo import read_weo

__all__ = ["read_nato", "read_sipri", "read_weo"]
