"""How long the Word file of a long annex table takes, and how that grows with its rows."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.bench

PROGRAM = """
import sys, time
from tests.render.docx.specimens import docx, document_in
from tests.render.sample import sample_table
docx(document_in(sample_table(10)))
document = document_in(sample_table(int(sys.argv[1])))
start = time.process_time()
docx(document)
print(time.process_time() - start)
"""


def seconds(rows: int) -> float:
    """Return the processor time of one rendering in a process of its own, beyond imports and building the table."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(rows)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def test_a_thousand_rows_and_twice_as_many() -> None:
    rounds = [(seconds(1000), seconds(2000)) for _ in range(5)]
    thousand, double = min(first for first, _ in rounds), min(second for _, second in rounds)
    assert thousand < 0.3, f"1,000 rows took {thousand:.3f} s"
    assert double <= 2.2 * thousand, f"1,000 rows took {thousand:.3f} s, 2,000 took {double:.3f} s"
