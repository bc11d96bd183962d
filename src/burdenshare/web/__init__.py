"""The pages: server-rendered, readable without a script, each address a whole question."""

from burdenshare.web._app import PAGES, create_app

__all__ = ["PAGES", "create_app"]
