# SPDX-License-Identifier: Apache-2.0
"""Turns the changes of testimages/hostile/cases.tsv, given by field name, into byte patches of the base images.

A change is one or more of these, separated by "; ". PATH is a file of the base image, or <INODE>; V is an expression in
which the functions of `_Base.names` may be used.

    superblock FIELD=V          group N FIELD=V          inode PATH FIELD=V          dirent PATH FIELD=V
    table PATH I12[N]=V         pointer N of the indirect block of that name (see layout.py); `this` in V is that block
    zero V, V                   start and length in bytes
    fill V, V, V                start and length in bytes, the byte to write
    copy V, V                   one block to another
    bytes V, 'HEX'              where, and what to write there
    truncate V                  the length that is left
    text ...                    the whole image is this text
    nothing                     the image is sound, and the case is in the arguments
"""

import gzip
import os
import re
import tempfile

from ext2 import Ext2
from fields import DIRENT
from image import write_lines

WRITTEN_BY_HAND = ("cases.tsv",)
_LEVELS = {"I": 1, "D": 2, "T": 3}


def compile_cases(folder):
    """Writes patches.tsv: cases.tsv with the change as patches OFFSET=HEX, OFFSET*COUNT=HEX and LENGTH! (cut)."""
    bases = {}
    lines = ["#name\tbase\tpatches\targuments\texit\tkeep\tmessage\tchange"]
    with open(os.path.join(folder, "cases.tsv")) as cases, tempfile.TemporaryDirectory() as work:
        for line in cases:
            if line.startswith("#"):
                continue
            name, base, change, arguments, status, keep, message = line.rstrip("\n").split("\t")
            if base not in bases:
                bases[base] = _Base(folder, base, work)
            patches = " ".join(patch for op in change.split("; ") for patch in bases[base].patches(op)) or "-"
            message = bases[base].filled_in(message)
            packed = base + ".img.gz"
            lines.append("\t".join((name, packed, patches, arguments, status, keep, message, change[:100])))
    write_lines(os.path.join(folder, "patches.tsv"), lines)


class _Base:
    def __init__(self, folder, name, work):
        path = os.path.join(work, name)
        with gzip.open(os.path.join(folder, name + ".img.gz")) as packed, open(path, "wb") as raw:
            raw.write(packed.read())
        self.fs = fs = Ext2(path)
        self.names = {
            "block_size": fs.block_size,
            "blocks_count": fs.blocks_count,
            "inodes_count": fs.sb("s_inodes_count"),
            "ino": lambda path: self._inode(path),
            "block": lambda path, number: self._place(path, 0, number),
            "table": lambda path, name: self._place(path, _LEVELS[name[0]], int(name[1:])),
            "dirent": lambda path: fs.entry(path.encode())[0],
            "xattr": lambda path: fs.get(*fs.inode_at(self._inode(path), "i_file_acl")),
        }

    def _inode(self, path):
        return int(path[1:-1]) if path.startswith("<") else self.fs.lookup(path.encode())

    def _place(self, path, level, first):
        return next(b for l, f, b in self.fs.map(self._inode(path)) if (l, f) == (level, first))

    def _value(self, expression, **more):
        return eval(expression, {"__builtins__": {}}, self.names | more)

    def filled_in(self, message):
        return re.sub(r"\{([a-z]\w*\(.*?\))\}", lambda m: str(self._value(m[1])), message)

    def patches(self, change):
        if change == "nothing":
            return []
        kind, rest = change.split(" ", 1)
        if kind == "truncate":
            return [f"{self._value(rest)}!"]
        if kind == "text":
            return ["0!", "0=" + rest.encode().hex()]
        if kind == "bytes":
            return ["%d=%s" % self._value(rest)]
        if kind == "zero":
            return ["%d*%d=00" % self._value(rest)]
        if kind == "fill":
            return ["%d*%d=%02x" % self._value(rest)]
        if kind == "copy":
            source, target = self._value(rest)
            size = self.fs.block_size
            return [f"{target * size}={self.fs.bytes[source * size : source * size + size].hex()}"]
        return [self._field(kind, *rest.rsplit("=", 1))]

    def _field(self, kind, place, expression):
        fs = self.fs
        words = place.split(" ")
        if kind == "superblock":
            at, more = fs.sb_at(words[0]), {}
        elif kind == "group":
            at, more = fs.group_at(int(words[0]), words[1]), {}
        elif kind == "inode":
            at, more = fs.inode_at(self._inode(words[0]), words[1]), {}
        elif kind == "dirent":
            start = fs.entry(words[0].encode())[0]
            offset, size = DIRENT[words[1]]
            at, more = (start + offset, size), {"rec_len": fs.get(start + 4, 2)}
        elif kind == "table":
            name, index = re.fullmatch(r"(\w+)\[(\d+)\]", words[1]).groups()
            table = self.names["table"](words[0], name)
            at, more = (table * fs.block_size + 4 * int(index), 4), {"this": table}
        else:
            raise ValueError(f"unknown change: {kind}")
        return f"{at[0]}={self._value(expression, **more).to_bytes(at[1], 'little').hex()}"
