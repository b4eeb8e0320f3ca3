"""What a kind of file cannot hold."""


class CarrierFault(Exception):  # noqa: N818 - the fault of a form, which becomes a diagnostic
    """A form that cannot be written in one kind of file: `question` says where, `message` what is wrong."""

    def __init__(self, *, question: str, message: str) -> None:
        """Keep the id of the question, empty where it is the form as a whole, and one sentence."""
        super().__init__(f"{question}: {message}" if question else message)
        self.question = question
        self.message = message
