"""Ends with 0 if two result files hold the same data, bit for bit in every dataset.

python tests/cluster/same_data.py A.h5 B.h5
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from cli_support import assert_same_data, data_of

a, b = map(Path, sys.argv[1:])
assert_same_data(a, b)
print(f"{a} and {b}: the same bits in all {len(data_of(a))} datasets")
