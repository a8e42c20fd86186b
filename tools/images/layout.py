# SPDX-License-Identifier: Apache-2.0
"""Block maps by hand. A layout tells in one line what stands on disk, in the order of the disk:

    0-11 I12 12-15      file blocks 0 to 11, the single indirect block, file blocks 12 to 15
    20-0                twenty-one blocks, the last of the file first
    0 _3 1              three disk blocks left free in between
    D268 I524           a double indirect block whose table begins at file block 268, and one of its indirect blocks

I, D and T name an indirect block of level 1, 2 or 3 by the first file block it covers; one that is not named stands just
before the first block that needs it, one that is named but covers no data is present and all zeros.
"""

import re

from content import Content, pattern
from fields import NDIR_BLOCKS

_LEVELS = {"I": 1, "D": 2, "T": 3}


def parents(block, pointers):
    """The tables on the way to a file block, from the inode down: (level, first file block covered)."""
    if block < NDIR_BLOCKS:
        return []
    first = NDIR_BLOCKS
    for depth in (1, 2, 3):
        if block < first + pointers**depth:
            return [
                (level, first + (block - first) // pointers**level * pointers**level)
                for level in range(depth, 0, -1)
            ]
        first += pointers**depth
    raise ValueError(f"file block {block} is behind the triple indirect block's last")


def parse(spec):
    """The layout as a list of ("data", n), ("table", level, first) and ("gap", n)."""
    slots = []
    for word in spec.split():
        if match := re.fullmatch(r"(\d+)-(\d+)", word):
            a, b = int(match[1]), int(match[2])
            slots += [("data", n) for n in (range(a, b + 1) if a <= b else range(a, b - 1, -1))]
        elif match := re.fullmatch(r"([IDT])(\d+)", word):
            slots.append(("table", _LEVELS[match[1]], int(match[2])))
        elif match := re.fullmatch(r"_(\d+)", word):
            slots.append(("gap", int(match[1])))
        else:
            slots.append(("data", int(word)))
    return slots


def content(path, spec, block_size, size=None):
    """What a file of this layout holds; without a size it ends with its last block."""
    blocks = sorted(slot[1] for slot in parse(spec) if slot[0] == "data")
    if size is None:
        size = (blocks[-1] + 1) * block_size
    unit = 512 if block_size <= 4096 else 4096
    return Content(size, [(n * block_size, pattern(path, n * block_size, block_size, unit)) for n in blocks])


def place(fs, ino, spec, file_content, at):
    """Lays an empty file out from disk block `at` on; answers the first disk block behind it."""
    slots = parse(spec)
    named = {slot[1:] for slot in slots if slot[0] == "table"}
    tables, data = {}, {}

    def take(where, key):
        nonlocal at
        fs.allocate(at)
        where[key] = at
        at += 1

    def take_unnamed_tables(keys):
        for key in keys:
            if key not in named and key not in tables:
                take(tables, key)

    for slot in slots:
        if slot[0] == "gap":
            at += slot[1]
        elif slot[0] == "table":
            above = [key for key in parents(slot[2], fs.pointers) if key[0] > slot[1]]
            take_unnamed_tables(above)
            take(tables, slot[1:])
        else:
            take_unnamed_tables(parents(slot[1], fs.pointers))
            take(data, slot[1])

    for (level, first), block in tables.items():
        _point(fs, ino, tables, level, first, block)
    for block, disk_block in data.items():
        _point(fs, ino, tables, 0, block, disk_block)
    for offset, raw in file_content.pieces:
        start = data[offset // fs.block_size] * fs.block_size
        fs.bytes[start : start + len(raw)] = raw
    fs.set_inode(ino, "i_size", file_content.size & 0xFFFFFFFF)
    if file_content.size >> 32:
        fs.set_inode(ino, "i_size_high", file_content.size >> 32)
    fs.set_inode(ino, "i_blocks", (len(tables) + len(data)) * fs.block_size // 512)
    return at


def _point(fs, ino, tables, level, first, block):
    """Writes the pointer to a block, into the inode or into the table above it."""
    above = [key for key in parents(first, fs.pointers) if key[0] > level]
    if above:
        table_level, table_first = above[-1]
        index = (first - table_first) // fs.pointers ** (table_level - 1)
        fs.put(tables[above[-1]] * fs.block_size + 4 * index, 4, block)
    else:
        fs.set_inode(ino, f"i_block[{first if level == 0 else 11 + level}]", block)
