"""From the byte offsets of a Markdown parser to code points."""

from __future__ import annotations


class ByteOffsets:
    """Code point offsets of UTF-8 byte offsets, quick when asked in rising order."""

    def __init__(self, text: str) -> None:
        self._data = b"" if text.isascii() else text.encode("utf-8", "surrogatepass")
        self._byte = 0
        self._point = 0

    def __call__(self, byte: int) -> int:
        """The code point that starts at a byte."""
        if not self._data:
            return byte
        if byte >= self._byte:
            self._point += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        else:
            self._point -= len(self._data[byte : self._byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._point
