"""Web addresses that a review links to, as documents: known ones keep their key, a new one becomes a row that says nobody read it.

It opens no address and takes none that the schema would refuse.
"""

import re
from urllib.parse import urlsplit

from data.importer.naming_rows import slug
from data.rows import Row

_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+")
_OFFICIAL = re.compile(r"(?:^|\.)(?:gov|ac|edu|mil)(?:\.[a-z]{2})?$|\.int$")


class Links:
    """Keys of linked documents, and the rows that new ones need."""

    def __init__(self, documents: list[Row], month: str) -> None:
        self.documents: list[Row] = []
        self._month = month
        self._by_address = {_alike(row["url"]): row["document_id"] for row in documents if row["url"]}
        self._taken = {row["document_id"] for row in documents}

    def document(self, url: str) -> str | None:
        """Key of the document at an address, None where it is no web address."""
        url = url.strip()
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return None
        if not _ADDRESS.fullmatch(url) or not host:
            return None
        if known := self._by_address.get(_alike(url)):
            return known
        last = slug(re.sub(r"\.\w{2,5}$", "", urlsplit(url).path.rstrip("/").split("/")[-1]))[:24].strip("-")
        stem = "-".join(filter(None, [slug(host), self._month, last]))
        key = next(
            k for n in range(1, len(self._taken) + 2) if (k := stem if n == 1 else f"{stem}-{n}") not in self._taken
        )
        self._taken.add(key)
        self._by_address[_alike(url)] = key
        self.documents.append(
            {
                "document_id": key,
                "kind": "report",
                "title": "",
                "publisher": host,
                "month": self._month,
                "url": url,
                "published": "",
                "accessed": "",
                "quality": "official" if _OFFICIAL.search(host) else "press",
                "note": "Linked in the review; the editors have not read it.",
            }
        )
        return key


def _alike(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.split("#")[0].rstrip("/"))
