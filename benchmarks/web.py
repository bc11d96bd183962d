"""Pages and API under load on this machine, as ratios to a bare FastAPI "hello".

    python benchmarks/web.py [--requests 2000] [--flat 30000] [--starts 7]

Both servers are started here, one process each, and asked over loopback by eight connections that
keep alive. "Warm" asks the same question again and again; "fresh" asks a new one each time, so
that nothing finished can be handed out again. Memory is noted each thousand of --flat fresh
requests. Starting is timed from the command to the whole first page, in turn with the least that
any such server must do, `python -c 'import fastapi, uvicorn'`.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

CONNECTIONS = 8
HELLO = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/hello")
async def hello():
    return {"hello": "world"}
print("ready", flush=True)
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)
"""
WARM = {
    "overview": "/",
    "ally": "/allies/BEL",
    "fit (API)": "/api/v1/fit/BEL?max_step=0.15",
    "source card": "/figures/nato-2026-07/core_share/BEL/2024",
}
FRESH = {
    "fit page": "/allies/BEL/flexibility?max_step=0.15&n={n}",
    "fit (API)": "/api/v1/fit/BEL?max_step={step}",
    "source card": "/figures/nato-2026-07/core_share/BEL/2024?n={n}",
}
CARD = "/figures/nato-2026-07/core_share/BEL/2024?n={n}"
COSTLY = (
    "/?n={n}",
    "/allies/BEL?n={n}",
    "/allies/BEL/flexibility?max_step=0.15&n={n}",
    "/allies/BEL/debt?draws=500&seed={n}",
    "/allies/BEL/chance?draws=500&seed={n}",
    "/api/v1/fit/BEL?max_step=0.{n}",
    "/charts/history.svg?ally=BEL&n={n}",
    "/review?n={n}",
    "/figures?n={n}",
)


async def ask(port: int, paths: list[str]) -> tuple[float, list[float]]:
    """Ask every path; return the seconds for all and each one's own."""
    queue = iter(paths)
    times: list[float] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path in queue:
            began = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            assert head.startswith("http/1.1 200"), head
            length = int(head.split("content-length:")[1].split("\r\n")[0])
            await reader.readexactly(length)
            times.append(time.perf_counter() - began)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return time.perf_counter() - began, times


def measure(name: str, port: int, paths: list[str], base: float | None) -> float:
    """Print requests a second, p95 and the ratio to the bare server; return requests a second."""
    took, times = asyncio.run(ask(port, paths))
    rate = len(paths) / took
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    ratio = "" if base is None else f"{rate / base:8.2f} of hello"
    print(f"{name:<24}{rate:9.0f} a second   p95 {p95:8.1f} ms {ratio}", flush=True)
    return rate


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def wait_for(port: int, path: str, pause: float = 0.05) -> None:
    """Wait until a server answers."""
    for _ in range(int(30 / pause)):
        try:
            asyncio.run(ask(port, [path]))
        except OSError:
            time.sleep(pause)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


def first_page(port: int) -> float:
    """Seconds from the command to the whole overview; the server ends before anything is warm."""
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "burdenshare", "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, "/", pause=0.01)
        return time.perf_counter() - began
    finally:
        server.terminate()
        server.wait()


def spent() -> float:
    """Processor seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def starts(port: int, times: int) -> None:
    """Print how long the first page takes, and as a multiple of importing FastAPI and uvicorn.

    On a busy machine the multiple of processor time is the steadier one.
    """
    pages, ratios, work = [], [], []
    for _ in range(times):
        before, began = spent(), time.perf_counter()
        subprocess.run([sys.executable, "-c", "import fastapi, uvicorn"], check=True)
        base, between = time.perf_counter() - began, spent()
        pages.append(first_page(port))
        ratios.append(pages[-1] / base)
        work.append((spent() - between) / (between - before))
    print(
        f"first page after {statistics.median(pages):.2f} s (from {min(pages):.2f} to "
        f"{max(pages):.2f}), {statistics.median(ratios):.1f} times `import fastapi, uvicorn`; "
        f"{statistics.median(work):.1f} times its processor time",
        flush=True,
    )


def flat(port: int, pid: int, requests: int, size: int = 1000) -> None:
    """Print the server's memory after every thousand fresh requests of several kinds."""
    print(f"memory: {resident(pid):.0f} MB before", flush=True)
    for done in range(0, requests, size):
        asked = range(done, done + size)
        # One in fifty is a page that computes and fills the store quickly; the others are cards.
        kinds = list(COSTLY)
        paths = [
            kinds[n // 50 % len(kinds)].format(n=n) if n % 50 == 0 else CARD.format(n=n)
            for n in asked
        ]
        asyncio.run(ask(port, paths))
        print(f"memory: {resident(pid):.0f} MB after {done + size}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--flat", type=int, default=30_000)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--port", type=int, default=8431)
    given = parser.parse_args()
    port, other = given.port, given.port + 1
    starts(given.port + 2, given.starts)
    hello = subprocess.Popen([sys.executable, "-c", HELLO, str(other)])
    command = [sys.executable, "-m", "burdenshare", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, "--time-limit", "30"])
    try:
        wait_for(port, "/about")
        wait_for(other, "/hello")
        time.sleep(15)  # what is warmed up behind the first answers
        base = measure("bare FastAPI hello", other, ["/hello"] * given.requests, None)
        for name, path in WARM.items():
            asyncio.run(ask(port, [path]))
            measure(f"warm {name}", port, [path] * given.requests, base)
        for name, path in FRESH.items():
            count = given.requests // 20
            paths = [path.format(n=n, step=0.15 + n / 1e6) for n in range(count)]
            measure(f"fresh {name}", port, paths, base)
        flat(port, server.pid, given.flat)
    finally:
        server.terminate()
        hello.terminate()
        server.wait()
        hello.wait()


if __name__ == "__main__":
    main()
