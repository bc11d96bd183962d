"""The command that opens the pages."""

from __future__ import annotations

import socket
import subprocess
import sys

import httpx


def test_it_listens_on_this_machine_only(site):
    assert site.startswith("http://127.0.0.1:")


def test_a_port_in_use_is_one_clear_line(site):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "burdenshare", "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        f"burdenshare: cannot listen on 127.0.0.1:{port}: Address already in use; "
        "choose another with --port\n"
    )


def test_the_charts_script_is_made_once_and_served_from_here(site):
    address = httpx.get(f"{site}/").text.partition('data-vega="')[2].partition('"')[0]
    script = httpx.get(f"{site}{address}", timeout=60)
    assert script.status_code == 200
    assert len(script.content) > 500_000
    assert "immutable" in script.headers["cache-control"]
