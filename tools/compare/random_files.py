# SPDX-License-Identifier: Apache-2.0
"""Ext2 images whose files lie as chance will have it: whole, in pieces, backwards, with holes, with indirect blocks
before, between, behind and far from the data, absent and all zero, up to the triple indirect block."""

import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "images"))

import layout
from ext2 import Ext2
from fields import NDIR_BLOCKS

PAGE = 4096
_BLOCKS, _INODES = 1 << 18, 1 << 14


class RandomImage:
    """An image in `path` of `count` files, `f00` and on: which blocks each has, and where."""

    def __init__(self, path, chance, block_size, count):
        self.path, self.block_size = path, block_size
        _make(path, block_size, count)
        fs = Ext2(path)
        self.files = []
        at = fs.sb("s_first_data_block")
        for number in range(count):
            name = f"f{number:02}"
            spec, size = self._choose(chance, fs)
            ino = fs.lookup(b"/" + name.encode())
            at = layout.place(fs, ino, spec, layout.Content(size), _stretch(fs, at, _length(spec, fs.pointers)))
            self.files.append(LaidFile(fs, name, ino, size))
        fs.close()
        subprocess.run(["e2fsck", "-fn", path], check=True, capture_output=True)

    def _choose(self, chance, fs):
        """A layout that fits into a group of blocks, next to what each group holds of its own."""
        while True:
            spec, size = RandomLayout(chance, self.block_size).choose()
            if _length(spec, fs.pointers) < fs.sb("s_blocks_per_group") * 7 // 8:
                return spec, size


class LaidFile:
    """A file of an image: what each of its disk blocks holds."""

    def __init__(self, fs, name, ino, size):
        self.name, self.ino, self.size = name, ino, size
        self.block_size = fs.block_size
        self.pages = -(-size // PAGE)
        self.data, self.holds = {}, {}
        for level, first, block in fs.map(ino):
            if level == 0:
                self.data[first] = block
            self.holds[block] = (level, first)
        # Where the tables of pointers begin to count, and where the data does and ends.
        self.borders = sorted({first for level, first in self.holds.values() if level} | {NDIR_BLOCKS})
        blocks = sorted(self.data)
        self.edges = [b for b in blocks if b - 1 not in self.data or b + 1 not in self.data]

    def data_in(self, first_byte, end_byte):
        """The file blocks that hold a range of bytes, in whole pages, without holes and what lies behind the end."""
        if first_byte >= min(end_byte, self.size):
            return set()
        first = first_byte // PAGE * PAGE // self.block_size
        end = -(-min(-(-end_byte // PAGE) * PAGE, self.size) // self.block_size)
        if end - first > len(self.data):
            return {b for b in self.data if first <= b < end}
        return {b for b in range(first, end) if b in self.data}


class RandomLayout:
    """Chooses a layout in the words of layout.py."""

    def __init__(self, chance, block_size):
        self.chance, self.block_size = chance, block_size
        self.pointers = block_size // 4
        self.per_page = PAGE // block_size

    def choose(self):
        """A layout and a size in bytes."""
        blocks, end = self._blocks()
        tables = {key for block in blocks for key in layout.parents(block, self.pointers)}
        words = self._in_order(blocks)
        words = self._with_tables(words, tables, end)
        return " ".join(words), self._size(blocks, end)

    # Which blocks have data

    def _blocks(self):
        """The file blocks that have data, rising, and how many blocks the file has."""
        chance, pointers = self.chance, self.pointers
        if chance.random() < 0.08:
            return self._far_blocks()
        count = chance.choice([
            lambda: chance.randint(0, 20),
            lambda: chance.randint(10, 16),
            lambda: NDIR_BLOCKS + pointers * chance.randint(1, 3) + chance.randint(-6, 12),
            lambda: chance.randint(20, 120),
            lambda: chance.randint(20, 400),
            lambda: chance.randint(100, 1200),
            lambda: int(2 ** chance.uniform(4, 12)),
            lambda: chance.choice([500, 3000, 6000]) + chance.randint(0, 500),
        ])()
        there = [True] * count
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 4])):
            self._make_holes(there)
        return [n for n in range(count) if there[n]], count

    def _far_blocks(self):
        """A few runs near the borders of the double and triple indirect blocks."""
        chance, pointers = self.chance, self.pointers
        levels = 3 if chance.random() < 0.6 else 2
        end = NDIR_BLOCKS + pointers + pointers**2 + (levels - 2) * chance.randint(1, 3 * pointers)
        if levels == 2:
            end -= chance.randint(0, pointers**2 // 2)
        blocks = set()
        for _ in range(chance.randint(2, 8)):
            around = chance.choice([
                0, NDIR_BLOCKS, NDIR_BLOCKS + pointers, NDIR_BLOCKS + pointers + pointers**2, end, end // 2,
                NDIR_BLOCKS + pointers * chance.randint(1, pointers),
                chance.randrange(end),
            ])
            first = around - chance.choice([0, 0, 1, chance.randint(0, 20)])
            blocks.update(range(max(0, first), min(end, first + chance.randint(1, 60))))
        return sorted(blocks), end

    def _make_holes(self, there):
        chance, count = self.chance, len(there)
        border = NDIR_BLOCKS + self.pointers * chance.choice([0, 0, 0, 1, 2])
        unit = chance.choice([1, 1, self.per_page, 2, 3, 4])
        kind = chance.randrange(9)
        if kind == 0:  # in front
            ends = [1, unit, 4 * self.per_page, NDIR_BLOCKS, NDIR_BLOCKS + self.pointers, count // 2]
            holes = range(chance.choice(ends))
        elif kind == 1:  # behind
            holes = range(count - chance.choice([1, unit, 4 * self.per_page, count // 2]), count)
        elif kind == 2:  # one in the middle
            first = chance.randrange(count + 1)
            holes = range(first, first + chance.choice([1, unit, 2 * self.per_page, 30]))
        elif kind == 3:  # alternating
            data, hole = chance.randint(1, 4) * unit, chance.randint(1, 4) * unit
            holes = [n for n in range(count) if n % (data + hole) >= data]
        elif kind == 4:  # anywhere, by blocks or by pages
            share = chance.choice([0.02, 0.1, 0.3, 0.5, 0.9])
            firsts = [first for first in range(0, count, unit) if chance.random() < share]
            holes = [n for first in firsts for n in range(first, first + unit)]
        elif kind == 5:  # around a border
            holes = range(border - chance.randint(0, 4), border + chance.randint(0, 4))
        elif kind == 6:  # all that a table points to
            holes = range(border, border + self.pointers)
        elif kind == 7:  # every pattern of data and holes in a page
            holes = [n for n in range(count) if (n // self.per_page) >> (n % self.per_page) & 1]
        else:  # all but a little
            kept = chance.randrange(count + 1)
            holes = [n for n in range(count) if not kept <= n < kept + unit]
        for n in holes:
            if 0 <= n < count:
                there[n] = False

    # In which order they lie on disk

    def _in_order(self, blocks):
        chance = self.chance
        runs = _runs(blocks)
        kind = chance.randrange(8)
        if kind <= 1 or not blocks:
            pass
        elif kind in (2, 3, 4):
            runs = self._cut(runs, *chance.choice([(1, 3), (1, 1), (5, 11), (2, 40), (self.per_page,) * 2, (30, 200)]))
            if kind == 3:
                runs.reverse()
            elif kind == 4:
                chance.shuffle(runs)
        elif kind == 5:  # page by page, each page as it is
            runs = self._cut(runs, *[self.per_page * chance.choice([1, 1, 2, 4, 8])] * 2)
            chance.choice([chance.shuffle, list.reverse])(runs)
        elif kind == 6:  # block by block backwards
            return [f"{last}-{first}" for first, last in reversed(runs)]
        else:  # a few runs exchanged
            runs = self._cut(runs, 4, 60)
            for _ in range(chance.randint(1, 4)):
                a, b = chance.randrange(len(runs)), chance.randrange(len(runs))
                runs[a], runs[b] = runs[b], runs[a]
        words = []
        gap = chance.choice([0, 0, 0.1, 0.5, 1])
        for first, last in runs:
            if words and chance.random() < gap:
                words.append(f"_{chance.choice([1, 1, 2, 5, 30])}")
            words.append(f"{first}-{last}")
        return words

    def _cut(self, runs, shortest, longest):
        pieces = []
        for first, last in runs:
            while first <= last:
                end = min(last, first + self.chance.randint(shortest, longest) - 1)
                pieces.append((first, end))
                first = end + 1
        return pieces

    # Where the tables lie

    def _with_tables(self, words, tables, end):
        chance = self.chance
        tables = sorted(tables, key=lambda key: (key[1], -key[0]))
        if end > NDIR_BLOCKS and chance.random() < 0.15:  # a table of zeros
            block = chance.randrange(NDIR_BLOCKS, end)
            above = [key for key in layout.parents(block, self.pointers) if key not in tables]
            tables += above
            words = words + [_table(key) for key in above]
            tables = [key for key in tables if key not in above]
        kind = chance.choice(["inline"] * 4 + ["front", "behind", "far", "anywhere", "some"])
        if kind == "inline" or len(tables) > 60:
            return words
        if chance.random() < 0.3:
            chance.shuffle(tables)
        named = [_table(key) for key in tables]
        if kind == "front":
            return named + words
        if kind == "behind":
            return words + named
        if kind == "far":
            return words + [f"_{chance.randint(100, 2000)}"] + named
        # Those that are not named stand where they are needed first.
        for word in named if kind == "anywhere" else named[: chance.randint(0, len(named))]:
            words = list(words)
            words.insert(chance.randint(0, len(words)), word)
        return words

    def _size(self, blocks, end):
        chance = self.chance
        last = blocks[-1] + 1 if blocks else 0
        end = max(end, last)
        size = end * self.block_size
        kind = chance.randrange(4)
        if kind == 0 or not size:
            return size
        if kind == 1:
            return size - chance.randrange(self.block_size)
        if kind == 2:
            return size - self.block_size + 1
        return size - chance.choice([1, 2, self.block_size // 2])


def _table(key):
    level, first = key
    return f"{'IDT'[level - 1]}{first}"


def _runs(blocks):
    runs = []
    for block in blocks:
        if runs and runs[-1][1] + 1 == block:
            runs[-1] = (runs[-1][0], block)
        else:
            runs.append((block, block))
    return runs


def _make(path, block_size, count):
    with open(path, "wb") as file:
        file.truncate(block_size * _BLOCKS)
    # Tables of many inodes: with an inode, the ext4 driver reads 32 blocks of its table, and where the table ends
    # before, the block behind it too. An indirect block there would be cached as soon as the file is opened.
    words = ["mke2fs", "-q", "-F", "-t", "ext2", "-b", str(block_size), "-m", "0", "-N", str(_INODES)]
    subprocess.run([*words, "-O", "none,filetype,large_file", path], check=True)
    script = "".join(f"write /dev/null f{number:02}\n" for number in range(count))
    subprocess.run(["debugfs", "-w", "-f", "/dev/stdin", path], input=script.encode(), check=True, capture_output=True)


def _length(spec, pointers):
    """How many disk blocks a layout takes at most."""
    slots = layout.parse(spec)
    tables = {key for slot in slots if slot[0] == "data" for key in layout.parents(slot[1], pointers)}
    tables |= {slot[1:] for slot in slots if slot[0] == "table"}
    return sum(slot[1] if slot[0] == "gap" else slot[0] == "data" for slot in slots) + 3 * len(tables)


def _stretch(fs, at, length):
    """The first disk block from `at` on with so many free ones behind it."""
    free = 0
    while free < length:
        if at + free >= fs.blocks_count:
            raise ValueError("the image is full")
        if fs.in_use(at + free):
            at, free = at + free + 1, 0
        else:
            free += 1
    return at
