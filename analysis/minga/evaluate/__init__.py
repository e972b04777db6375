"""What a programme is worth: who pays, what the same money does otherwise, and how sure that is."""

from __future__ import annotations

from minga.evaluate.ledger import payer_table, profile_table
from minga.evaluate.same_money import SameMoney, same_money
from minga.evaluate.split import Split, split

__all__ = ["SameMoney", "Split", "payer_table", "profile_table", "same_money", "split"]
