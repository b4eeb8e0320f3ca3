"""Widths of columns: whole per cents that add up to 100."""


def rescale(shares: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shares scaled to a sum of 100; what rounding leaves goes to the last one."""
    total = sum(shares)
    if total in (0, 100):
        return shares
    scaled = [share * 100 // total for share in shares]
    scaled[-1] += 100 - sum(scaled)
    return tuple(scaled)
