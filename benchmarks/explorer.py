"""The flexibility explorer in a browser: from moving a slider to the new text, in milliseconds.

    python benchmarks/explorer.py [--moves 60]

Starts the server and the system's Chromium, drags sliders of the ally's page with real pointer
moves, and notes for each change of a slider when the sentence that answers it stood in the page. A
median and a p95 are printed for each slider and, as the baseline, for an empty answer of the same
server to the same browser.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import time
from typing import Any

# An answer belongs to the newest move before it was asked for; moves that a newer one overtook
# have none. The clock stops in the second frame after the answer, when its text has been painted;
# a refusal (a cap below the debt there is already) is text too.
WATCH = """
(name) => {
  let moves = 0, moved = 0;
  const times = [];
  const fetched = window.fetch;
  window.fetch = async (address, options) => {
    const since = moved;
    const answer = await fetched(address, options);
    if (String(address).includes("/least?")) {
      answer.clone().text().then(() => requestAnimationFrame(() => requestAnimationFrame(
        () => times.push(performance.now() - since))));
    }
    return answer;
  };
  document.addEventListener("input", (event) => {
    if (event.target.id === name) { moves += 1; moved = performance.now(); }
  }, true);
  window.noted = () => ({ moves, times });
}
"""
EMPTY = """
async () => {
  const times = [];
  for (let n = 0; n < 40; n += 1) {
    const began = performance.now();
    await (await fetch(`/static/none-${n}`)).text();
    times.push(performance.now() - began);
  }
  return times;
}
"""


def drag(page: Any, name: str, moves: int) -> dict[str, Any]:
    """Drag one slider from a fifth of its length on, and return what the page noted."""
    page.evaluate(WATCH, name)
    slider = page.locator(f"#{name}")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.2, middle)
    page.mouse.down()
    for move in range(moves):
        page.mouse.move(box["x"] + box["width"] * (0.2 + 0.6 * move / moves), middle)
        page.wait_for_timeout(30)
    page.mouse.up()
    page.wait_for_timeout(1500)
    noted: dict[str, Any] = page.evaluate("window.noted()")
    return noted


def line(name: str, times: list[float], moves: int | None = None) -> None:
    """Print a row."""
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    of = f"{len(times)} answers to {moves} moves" if moves else f"{len(times)} answers"
    print(f"{name:<34}median {statistics.median(times):6.0f} ms   p95 {p95:6.0f} ms   {of}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=60)
    parser.add_argument("--ally", default="BEL")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "burdenshare", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, "--time-limit", "30"], stdout=subprocess.DEVNULL)
    try:
        time.sleep(20)  # what is warmed up behind the first answers
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            for path in (f"/allies/{given.ally}/flexibility", f"/allies/{given.ally}"):
                print(path)
                for name in ("max_step", "max_real_growth", "effort", "deficit_cap", "debt_cap"):
                    page.goto(f"http://127.0.0.1:{port}{path}", wait_until="networkidle")
                    noted = drag(page, name, given.moves)
                    line(f"  {name}", noted["times"], noted["moves"])
            line("  empty answer", page.evaluate(EMPTY))
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
