"""Train the weights of the reader of news on labelled reports, and score it on hands it has not learned from.

    python training/weights.py train CORPUS... [--output FILE]
    python training/weights.py cross CORPUS... [--hands f,g]

``cross`` leaves out the reports of one hand at a time (what an id begins with, up to "-"), trains on
the rest and scores the reader on those left out: how it does on writing it has never seen.
``--hands f,g`` leaves out only these.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from burdenshare.news import _learned, score
from burdenshare.news._corpus import score_table
from burdenshare.news._document import from_record
from burdenshare.news._learned import scales
from burdenshare.news._read import read_document
from examples import examples
from fitting import Choice, Example, fit_answers, fit_choices, hand_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from burdenshare.news._learned import Model

Record = dict[str, Any]

STRENGTH = {
    "about": 2.0, "number": 0.1, "stance": 0.07, "holder": 0.3, "term": 0.1, "count": 0.1, "event": 0.1, "rank": 0.2, "ranked": 0.3,
}  # fmt: skip
"""Questions that have answers, with the inverse strength of the penalty on large weights."""

CHOICES: dict[str, dict[str, Any]] = {
    "owner": {"penalty": 3.0, "least_documents": 4, "least_weight": 0.02},
    "period": {"penalty": 1 / 0.3, "least_documents": 3, "least_weight": 0.03},
}
"""Questions that choose among options, with how they are fitted."""

AS_OF = dt.date(2026, 11, 21)
"""Day of the second verdict: that of the labels."""


def train(found: Sequence[Example | Choice]) -> dict[str, Model]:
    """Return the weights of every question."""
    answers = [one for one in found if isinstance(one, Example)]
    choices = [one for one in found if isinstance(one, Choice)]
    return {
        question: fit_choices([one for one in choices if one.question == question], **how)
        for question, how in CHOICES.items()
    } | {
        question: fit_answers([one for one in answers if one.question == question], strength)
        for question, strength in STRENGTH.items()
    }


def cross(records: Sequence[Record], hands: Sequence[str]) -> str:
    """Return the score of the reader on the reports of each hand, its weights trained on the others'."""
    every = [example for record in records for example in examples(record)]
    pairs = []
    for hand in hands:
        held = scales(train([example for example in every if example.hand != hand]))
        mine = [record for record in records if hand_of(record["id"]) == hand]
        with patch.object(_learned, "shipped", lambda held=held: held):
            pairs += [(record, found_in(record)) for record in mine]
    return score_table(score(pairs), errors=False)


def found_in(record: Record) -> list[Record]:
    """Return the claims the reader finds in a record."""
    read = read_document(from_record(record, record["id"]), as_of=AS_OF)
    return [claim.to_dict() for claim in read.claims]


def read_corpora(paths: Iterable[Path]) -> list[Record]:
    """Return the records of corpora."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of what was learned from."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def write(made: Mapping[str, Model], corpus: str, path: Path) -> None:
    """Store weights, a signal a line.

    Args:
        made: The weights of every question.
        corpus: Digest of what they were learned from.
        path: Where to.
    """
    questions = {
        question: {"answers": model.answers, "start": model.start, "hundredths": model.weights}
        for question, model in made.items()
    }
    stored = {"corpus": corpus, "questions": questions}
    text = json.dumps(stored, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    path.write_text(text.replace('],"', '],\n"') + "\n", "utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["train", "cross"])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument(
        "--output", type=Path, default=Path("src/burdenshare/news/data/weights.json")
    )
    parser.add_argument("--hands", default="", help="hands to leave out, with commas between")
    asked = parser.parse_args()
    records = read_corpora(asked.corpora)
    if asked.what == "cross":
        every = {hand_of(record["id"]) for record in records}
        print(cross(records, asked.hands.split(",") if asked.hands else sorted(every)))
        return
    made = train([example for record in records for example in examples(record)])
    write(made, digest(asked.corpora), asked.output)
    for question, model in made.items():
        print(f"{question}: {len(model.weights)} signals")


if __name__ == "__main__":
    main()
