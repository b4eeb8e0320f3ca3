"""Ids of options, from the ids of their choices."""


def option_id(group: str, index: int) -> str:
    """Return the id of an option: `a/11#sbi.1`; `a/6#1` where the group has no label."""
    return f"{group}{index}" if group.endswith("#") else f"{group}.{index}"
