"""Pages and API under load on this machine, as ratios to a bare FastAPI "hello".

    python benchmarks/web.py [--requests 2000] [--flat 10000]

Both servers are started here, one process each, and asked over loopback by eight connections that
keep alive. "Warm" asks the same question again and again; "fresh" asks a new one each time, so
that nothing finished can be handed out again.
"""

from __future__ import annotations

import argparse
import asyncio
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


def wait_for(port: int, path: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            asyncio.run(ask(port, [path]))
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--flat", type=int, default=10_000)
    parser.add_argument("--port", type=int, default=8431)
    given = parser.parse_args()
    port, other = given.port, given.port + 1
    hello = subprocess.Popen([sys.executable, "-c", HELLO, str(other)])
    began = time.perf_counter()
    command = [sys.executable, "-m", "burdenshare", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, "--time-limit", "30"])
    try:
        wait_for(port, "/about")
        print(f"first answer after {time.perf_counter() - began:.2f} s", flush=True)
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
        before = resident(server.pid)
        paths = [f"/figures/nato-2026-07/core_share/BEL/2024?n={n}" for n in range(given.flat)]
        asyncio.run(ask(port, paths))
        after = resident(server.pid)
        print(f"memory: {before:.0f} MB before {given.flat} fresh requests, {after:.0f} MB after")
    finally:
        server.terminate()
        hello.terminate()
        server.wait()
        hello.wait()


if __name__ == "__main__":
    main()
