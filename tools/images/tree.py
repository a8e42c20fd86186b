# SPDX-License-Identifier: Apache-2.0
"""The files of an image as a recipe names them: the source of both the image and its expectations."""

import posixpath
import re
from dataclasses import dataclass, field

from content import Content

TIME = 1_700_000_000  # 2023-11-14 22:13:20 UTC: every time that a recipe does not set
HASHED_UP_TO_BYTES = 8 << 30

_PERMISSIONS = {"file": 0o644, "dir": 0o755, "symlink": 0o777, "fifo": 0o644, "socket": 0o755, "char": 0o620, "block": 0o660}
_MAX_LINKS_FOLLOWED = 40


def as_bytes(name):
    return name if isinstance(name, bytes) else name.encode()


def escape(raw):
    """Bytes as one word: everything but the visible ASCII characters, and the backslash, is \\xNN."""
    return re.sub(rb"[^\x21-\x5b\x5d-\x7e]", lambda m: b"\\x%02x" % m[0][0], as_bytes(raw)).decode()


@dataclass
class Entry:
    path: bytes
    kind: str
    mode: int
    uid: int = 0
    gid: int = 0
    mtime: int = TIME
    content: Content | None = None
    layout: str | None = None
    at: int | None = None
    target: bytes = b""
    device: tuple = ()
    xattrs: dict = field(default_factory=dict)


class Tree:
    def __init__(self):
        self.entries = {}
        self._add("/", "dir")

    def _add(self, path, kind, mode=None, **rest):
        path = as_bytes(path)
        parent = posixpath.dirname(path)
        assert path == b"/" or parent in self.entries, f"{path!r} has no parent"
        mode = _PERMISSIONS[kind] if mode is None else mode
        self.entries[path] = Entry(path, kind, mode, **rest)

    def dir(self, path, **rest):
        self._add(path, "dir", **rest)

    def file(self, path, content, **rest):
        self._add(path, "file", content=content, **rest)

    def symlink(self, path, target, **rest):
        self._add(path, "symlink", target=as_bytes(target), **rest)

    def fifo(self, path, **rest):
        self._add(path, "fifo", **rest)

    def socket(self, path, **rest):
        self._add(path, "socket", **rest)

    def device(self, path, kind, major, minor, **rest):
        self._add(path, kind, device=(major, minor), **rest)

    def link(self, path, first):
        """A further name of a file that has one already."""
        path = as_bytes(path)
        self.entries[path] = Entry(path, "hardlink", 0, target=as_bytes(first))

    def remove(self, path):
        del self.entries[as_bytes(path)]

    # What a reader must find

    def links(self, entry):
        """The link count: the names of a file, or 2 and one for each directory in a directory."""
        if entry.kind == "dir":
            inside = [e for e in self.entries.values() if e.kind == "dir" and e.path != b"/"]
            return 2 + sum(posixpath.dirname(e.path) == entry.path for e in inside)
        return 1 + sum(e.kind == "hardlink" and e.target == entry.path for e in self.entries.values())

    def resolve(self, path):
        """Where a path ends when every symlink is followed as Linux does: a path, "loop" or "missing"."""
        return self._resolve(b"/", path, [0])

    def _resolve(self, at, path, followed):
        if path.startswith(b"/"):
            at = b"/"
        for part in path.split(b"/"):
            if self.entries[at].kind != "dir":
                return "missing"
            if part == b"..":
                at = posixpath.dirname(at)
            elif part not in (b"", b"."):
                below = posixpath.join(at, part)
                if below not in self.entries:
                    return "missing"
                entry = self.entries[below]
                if entry.kind == "symlink":
                    followed[0] += 1
                    if followed[0] > _MAX_LINKS_FOLLOWED:
                        return "loop"
                    below = self._resolve(at, entry.target, followed)
                    if isinstance(below, str):
                        return below
                elif entry.kind == "hardlink":
                    below = entry.target
                at = below
        return at

    def expected(self):
        """The lines of expected.tsv."""
        yield "#path\ttype\tmode\tnlink\tuid\tgid\tmtime\tsize\tsha256\tdetail\tresolves"
        for path in sorted(self.entries):
            yield "\t".join(self._row(self.entries[path]))

    def _row(self, entry):
        if entry.kind == "hardlink":
            return [escape(entry.path), "hardlink", *["-"] * 7, escape(entry.target), "-"]
        size, sha256, detail, resolves = "0", "-", "-", "-"
        if entry.kind == "dir":
            size = "-"
        elif entry.kind == "file":
            size = str(entry.content.size)
            if entry.content.size <= HASHED_UP_TO_BYTES:
                sha256 = entry.content.sha256()
        elif entry.kind == "symlink":
            size, detail = str(len(entry.target)), escape(entry.target)
            end = self.resolve(entry.path)
            resolves = end if isinstance(end, str) else escape(end)
        elif entry.device:
            detail = "%d,%d" % entry.device
        numbers = [f"{entry.mode:04o}", *map(str, (self.links(entry), entry.uid, entry.gid, entry.mtime))]
        return [escape(entry.path), entry.kind, *numbers, size, sha256, detail, resolves]
