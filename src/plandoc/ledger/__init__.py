"""The ledger of open points: what is still in brackets, who stands where, and what changed since a revision."""
