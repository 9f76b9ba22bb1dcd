"""How far the import of this process has come. In memory: it is shown, and then forgotten."""

_now: list[tuple[int, int]] = []


def tell(done: int, total: int) -> None:
    """So much is done, of so much."""
    _now[:] = [(done, total)]


def ask() -> tuple[int, int]:
    """What was told last; zeros while no import runs."""
    return next(iter(_now), (0, 0))


def clear() -> None:
    """The import is over."""
    _now.clear()
