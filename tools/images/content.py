# SPDX-License-Identifier: Apache-2.0
"""What a file holds, as the recipe says: the pieces that are written, and zeros everywhere else."""

import functools
import hashlib

_ZEROS = bytes(1 << 20)


class Content:
    """`size` bytes; `pieces` are (offset, bytes) in rising order. Bytes behind the size are on disk but not in the file."""

    def __init__(self, size, pieces=()):
        self.size = size
        self.pieces = list(pieces)

    def chunks(self):
        """The bytes of the file in chunks; zeros come by the MiB."""
        at = 0
        for offset, data in self.pieces:
            yield from _zeros(offset - at)
            data = data[: max(0, self.size - offset)]
            yield data
            at = offset + len(data)
        yield from _zeros(self.size - at)

    @functools.cache
    def sha256(self):
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def extents(self):
        """(offset, length, sha256) of each written stretch inside the file; what lies between reads as zeros."""
        runs = []
        for offset, data in self.pieces:
            data = data[: max(0, self.size - offset)]
            if runs and runs[-1][0] + len(runs[-1][1]) == offset:
                runs[-1] = (runs[-1][0], runs[-1][1] + data)
            elif data:
                runs.append((offset, data))
        return [(offset, len(data), hashlib.sha256(data).hexdigest()) for offset, data in runs]

    def write(self, path):
        with open(path, "wb") as file:
            for offset, data in self.pieces:
                file.seek(offset)
                file.write(data[: max(0, self.size - offset)])
            file.truncate(self.size)


def _zeros(count):
    while count > 0:
        yield _ZEROS[: min(count, len(_ZEROS))]
        count -= len(_ZEROS)


def text(string):
    data = string.encode()
    return Content(len(data), [(0, data)])


def data(raw):
    return Content(len(raw), [(0, raw)])


def pattern(path, offset, length, unit=512):
    """Bytes that say where they belong: each `unit` begins with the file's path and its offset in the file."""
    out = bytearray()
    for at in range(offset // unit * unit, offset + length, unit):
        out += f"{path} @{at} ".encode().ljust(unit - 1, b".") + b"\n"
    skip = offset % unit
    return bytes(out[skip : skip + length])


def patterned(path, size):
    return Content(size, [(0, pattern(path, 0, size))])


def sparse(path, size, *stretches):
    """A file that is a hole but for the stretches, each (offset, length)."""
    return Content(size, [(o, pattern(path, o, n)) for o, n in stretches])
