"""What cannot be done: why, and what was probably meant. Nothing has been written when it is raised."""

from typing import NoReturn


class RefusedError(Exception):
    """An agreement or a renumbering that would be wrong, or that nobody can follow."""

    def __init__(self, message: str, hint: str) -> None:
        """Take a sentence that says what is wrong, and one that says what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def refuse(message: str, hint: str) -> NoReturn:
    """Raise `RefusedError`."""
    raise RefusedError(message, hint)
