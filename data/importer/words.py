"""Lists of words as sets. It decides nothing about them."""


def words(listed: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(listed.split())
