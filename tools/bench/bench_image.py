# SPDX-License-Identifier: Apache-2.0
"""The image that is measured: a large contiguous file, a fully fragmented one, and a small one."""

import hashlib
import os
import random
import re
import struct
import subprocess

BLOCK_BYTES = 4096
_MIB = 1 << 20


class Image:
    """Made in `folder` by mke2fs without root. `sha256` and `inode` are by path. The file /huge has its blocks from the
    start, but takes no room and no time until `fill_huge`."""

    def __init__(self, folder, large_mib, fragmented_mib, huge_mib=0):
        self.path = os.path.join(folder, "bench.img")
        self.sha256, self.inode, self.size = {}, {}, {}
        tree = os.path.join(folder, "tree")
        os.mkdir(tree)
        for name, mib in (("large", large_mib), ("fragmented", fragmented_mib)):
            self._write(os.path.join(tree, name), "/" + name, mib)
        with open(os.path.join(tree, "small"), "w", encoding="utf-8") as file:
            file.write("A small file.\n")
        self.sha256["/small"] = _sha256(os.path.join(tree, "small"))
        self.size["/small"] = os.path.getsize(os.path.join(tree, "small"))
        if huge_mib:
            with open(os.path.join(tree, "huge"), "w", encoding="ascii") as file:
                file.write("x")
        blocks = (large_mib + fragmented_mib + huge_mib) * _MIB // BLOCK_BYTES * 51 // 50 + 4096
        words = ["mke2fs", "-q", "-F", "-t", "ext2", "-b", str(BLOCK_BYTES), "-N", "64", "-m", "0"]
        subprocess.run([*words, "-d", tree, self.path, str(blocks)], check=True)
        for name in os.listdir(tree):
            os.unlink(os.path.join(tree, name))
            self.inode["/" + name] = self._inode("/" + name)
        self._fragment("/fragmented")
        if huge_mib:
            self.size["/huge"] = huge_mib * _MIB
            self._debugfs("-w", "-R", f"fallocate /huge 0 {huge_mib * _MIB // BLOCK_BYTES - 1}")
            self._debugfs("-w", "-R", f"set_inode_field /huge size {huge_mib * _MIB}")
        subprocess.run(["e2fsck", "-fn", self.path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.runs = {path: self._runs(path) for path in ("/large", "/fragmented")}
        self.large_at = self._map("/large")[0][0] * BLOCK_BYTES
        self.sha256["raw"] = _sha256(self.path, self.large_at, self.size["/large"])
        with open(self.path, "rb") as file:  # a dirty image would be written back during the runs
            os.fsync(file.fileno())

    def fill_huge(self):
        """Gives /huge its contents."""
        generator, digest = random.Random("/huge"), hashlib.sha256()
        with open(self.path, "r+b") as image:
            for start, end in _joined(self._map("/huge")[0]):
                image.seek(start * BLOCK_BYTES)
                for block in range(start, end, _MIB // BLOCK_BYTES):
                    piece = generator.randbytes(min(_MIB, (end - block) * BLOCK_BYTES))
                    digest.update(piece)
                    image.write(piece)
            image.flush()
            os.fsync(image.fileno())
        self.sha256["/huge"] = digest.hexdigest()

    def _write(self, path, name, mib):
        generator, digest = random.Random(name), hashlib.sha256()
        with open(path, "wb") as file:
            for _ in range(mib):
                piece = generator.randbytes(_MIB)
                digest.update(piece)
                file.write(piece)
        self.sha256[name], self.size[name] = digest.hexdigest(), mib * _MIB

    def _debugfs(self, *words):
        return subprocess.run(["debugfs", *words, self.path], check=True, capture_output=True, text=True).stdout

    def _inode(self, path):
        return int(re.search(r"Inode: (\d+)", self._debugfs("-R", f"stat {path}"))[1])

    def _map(self, path):
        """The disk blocks of a file's data in file order, and its tables of pointers to data."""
        data, tables = [], []
        text = self._debugfs("-R", f"stat {path}").split("BLOCKS:")[1].split("TOTAL:")[0]
        for label, first, last in re.findall(r"\(([^)]+)\):(\d+)(?:-(\d+))?", text):
            if label == "IND":
                tables.append(int(first))
            elif label[0].isdigit():
                data.extend(range(int(first), int(last or first) + 1))
        return data, tables

    def _runs(self, path):
        data, _ = self._map(path)
        return 1 + sum(after != before + 1 for before, after in zip(data, data[1:]))

    def _fragment(self, path):
        """Reorders the pointers in each table, the odd ones first, so that no two neighbours in the file are neighbours
        on disk, and moves the data with them."""
        data, tables = self._map(path)
        moved = _odd_first(data[:12])
        script = self.path + ".commands"
        with open(script, "w", encoding="ascii") as file:
            file.writelines(f"set_inode_field {path} block[{n}] {block}\n" for n, block in enumerate(moved))
        self._debugfs("-w", "-f", script)
        os.unlink(script)
        with open(self.path, "r+b") as image:
            for table in tables:
                image.seek(table * BLOCK_BYTES)
                pointers = [pointer for (pointer,) in struct.iter_unpack("<I", image.read(BLOCK_BYTES)) if pointer]
                moved = _odd_first(pointers)
                image.seek(table * BLOCK_BYTES)
                image.write(struct.pack(f"<{len(moved)}I", *moved))
            for before, after in _moves(data):
                contents = []
                for block in before:
                    image.seek(block * BLOCK_BYTES)
                    contents.append(image.read(BLOCK_BYTES))
                for block, content in zip(after, contents):
                    image.seek(block * BLOCK_BYTES)
                    image.write(content)


def _joined(blocks):
    """The runs of adjacent blocks: (first, behind the last)."""
    start = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or blocks[at] != blocks[at - 1] + 1:
            yield blocks[start], blocks[at - 1] + 1
            start = at


def _odd_first(blocks):
    return blocks[1::2] + blocks[0::2]


def _moves(data):
    """For what each table maps, where its blocks lie and where they are to lie: (before, after)."""
    pointers = BLOCK_BYTES // 4
    starts = [0, *range(12, len(data), pointers)]
    for start, end in zip(starts, [*starts[1:], len(data)]):
        yield data[start:end], _odd_first(data[start:end])


def _sha256(path, offset=0, length=None):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        file.seek(offset)
        left = os.path.getsize(path) - offset if length is None else length
        while left > 0:
            piece = file.read(min(_MIB, left))
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()
