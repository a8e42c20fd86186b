# SPDX-License-Identifier: Apache-2.0
"""A view of an ext2 image for making images: fields, directories and block maps, read and changed by hand.

It is used for what debugfs cannot say (block maps with a chosen order, names with odd bytes, damage) and never as the
oracle: what a file holds is known from the recipe, and e2fsck and debugfs judge the result.
"""

import mmap
import struct

from fields import (
    DIRENT,
    GROUP_DESCRIPTOR,
    GROUP_DESCRIPTOR_BYTES,
    INODE,
    NDIR_BLOCKS,
    SUPERBLOCK,
    SUPERBLOCK_OFFSET,
)

INCOMPAT_FILETYPE = 0x2
INCOMPAT_META_BG = 0x10
INCOMPAT_64BIT = 0x80
EXTENTS_FLAG = 0x80000
INLINE_FLAG = 0x10000000
UNWRITTEN = 0x8000


class Ext2:
    """The image in `path`, mapped for reading and writing."""

    def __init__(self, path):
        self._file = open(path, "r+b")
        self.bytes = mmap.mmap(self._file.fileno(), 0)
        self.block_size = 1024 << self.sb("s_log_block_size")
        self.pointers = self.block_size // 4
        self.blocks_count = self.sb("s_blocks_count")
        self.inode_size = self.sb("s_inode_size") if self.sb("s_rev_level") else 128

    def close(self):
        self.bytes.close()
        self._file.close()

    # Fields

    def get(self, offset, size):
        return int.from_bytes(self.bytes[offset : offset + size], "little")

    def put(self, offset, size, value):
        self.bytes[offset : offset + size] = value.to_bytes(size, "little")

    def sb_at(self, name):
        offset, size = SUPERBLOCK[name]
        return SUPERBLOCK_OFFSET + offset, size

    def sb(self, name):
        return self.get(*self.sb_at(name))

    def group_at(self, group, name):
        first = self.sb("s_first_data_block")
        if self.sb("s_rev_level") and self.sb("s_feature_incompat") & INCOMPAT_META_BG:
            per_block = self.block_size // GROUP_DESCRIPTOR_BYTES
            meta = group // per_block * per_block
            block = first + meta * self.sb("s_blocks_per_group") + self.has_super(meta)
            start = block * self.block_size + group % per_block * GROUP_DESCRIPTOR_BYTES
        else:
            wide = self.sb("s_rev_level") and self.sb("s_feature_incompat") & INCOMPAT_64BIT
            size = self.sb("s_desc_size") if wide else GROUP_DESCRIPTOR_BYTES
            start = (SUPERBLOCK_OFFSET // self.block_size + 1) * self.block_size + group * size
        offset, size = GROUP_DESCRIPTOR[name]
        return start + offset, size

    def has_super(self, group):
        """1 when the group begins with a copy of the superblock (sparse_super, the only kind used with meta_bg)."""
        if group < 2:
            return 1
        for base in (3, 5, 7):
            power = base
            while power < group:
                power *= base
            if power == group:
                return 1
        return 0

    def group(self, group, name):
        return self.get(*self.group_at(group, name))

    def inode_start(self, ino):
        group, index = divmod(ino - 1, self.sb("s_inodes_per_group"))
        return self.group(group, "bg_inode_table") * self.block_size + index * self.inode_size

    def inode_at(self, ino, name):
        offset, size = INODE[name]
        return self.inode_start(ino) + offset, size

    def inode(self, ino, name):
        return self.get(*self.inode_at(ino, name))

    def set_inode(self, ino, name, value):
        self.put(*self.inode_at(ino, name), value)

    # Directories

    def entries(self, ino):
        """(byte offset in the image, inode, name) of each entry in use, in the order on disk."""
        wide_names = not (self.sb("s_rev_level") and self.sb("s_feature_incompat") & INCOMPAT_FILETYPE)
        for at, end in self._parts_of_directory(ino):
            while at < end:
                inode, rec_len = self.get(at, 4), self.get(at + 4, 2)
                name_len = self.get(at + 6, 2 if wide_names else 1)
                if rec_len in (0, 65535):  # how 65536 is written
                    rec_len = self.block_size
                if inode:
                    yield at, inode, bytes(self.bytes[at + 8 : at + 8 + name_len])
                at += rec_len

    def _parts_of_directory(self, ino):
        """Where entries begin and end; of a directory in its inode, only those in i_block are looked at."""
        if self.inode(ino, "i_flags") & INLINE_FLAG:
            area = self.inode_at(ino, "i_block[0]")[0]
            yield area + 4, area + 60
        for kind, _, block in self.map(ino):
            if kind == 0:
                yield block * self.block_size, (block + 1) * self.block_size

    def entry(self, path):
        """(byte offset of the directory entry, its inode) of a path given as bytes."""
        ino, at = 2, None
        for part in path.strip(b"/").split(b"/"):
            found = [(o, i) for o, i, name in self.entries(ino) if name == part]
            if not found:
                raise KeyError(path)
            at, ino = found[0]
        return at, ino

    def lookup(self, path):
        return 2 if path == b"/" else self.entry(path)[1]

    def walk(self, ino=2, path=b""):
        """(path, inode) of everything below the root."""
        for _, inode, name in self.entries(ino):
            if name in (b".", b".."):
                continue
            yield path + b"/" + name, inode
            if self.inode(inode, "i_mode") >> 12 == 4:
                yield from self.walk(inode, path + b"/" + name)

    # Block maps

    def map(self, ino):
        """(level, first file block covered, disk block) in the order of the file; level 0 is data."""
        flags = self.inode(ino, "i_flags")
        if flags & INLINE_FLAG:
            return
        if flags & EXTENTS_FLAG:
            yield from self._extents(self.inode_at(ino, "i_block[0]")[0])
            return
        for n in range(NDIR_BLOCKS):
            if block := self.inode(ino, f"i_block[{n}]"):
                yield 0, n, block
        first = NDIR_BLOCKS
        for level in (1, 2, 3):
            if block := self.inode(ino, f"i_block[{11 + level}]"):
                yield from self._table(level, first, block)
            first += self.pointers**level

    def _extents(self, at):
        """A node of a tree of extents; unwritten ones too."""
        entries, depth = self.get(at + 2, 2), self.get(at + 6, 2)
        for entry in range(at + 12, at + 12 + 12 * entries, 12):
            first = self.get(entry, 4)
            if depth:
                block = self.get(entry + 4, 4)
                yield depth, first, block
                yield from self._extents(block * self.block_size)
            else:
                count, block = self.get(entry + 4, 2), self.get(entry + 8, 4)
                count -= UNWRITTEN if count > UNWRITTEN else 0
                yield from ((0, first + n, block + n) for n in range(count))

    def _table(self, level, first, block):
        yield level, first, block
        start = block * self.block_size
        table = struct.unpack(f"<{self.pointers}I", self.bytes[start : start + self.block_size])
        for n, pointer in enumerate(table):
            if pointer:
                below = first + n * self.pointers ** (level - 1)
                if level == 1:
                    yield 0, below, pointer
                else:
                    yield from self._table(level - 1, below, pointer)

    # Allocation

    def _bit(self, block):
        group, index = divmod(block - self.sb("s_first_data_block"), self.sb("s_blocks_per_group"))
        byte = self.group(group, "bg_block_bitmap") * self.block_size + index // 8
        return group, byte, 1 << index % 8

    def in_use(self, block):
        _, byte, bit = self._bit(block)
        return bool(self.bytes[byte] & bit)

    def first_free_behind_all_used(self):
        block = self.blocks_count
        while not self.in_use(block - 1):
            block -= 1
        return block

    def _allocate(self, group, byte, bit, count_name):
        if self.bytes[byte] & bit:
            raise ValueError(f"bit {bit:#x} of byte {byte} is in use already")
        self.bytes[byte] |= bit
        self._count_free(group, count_name, -1)

    def _release(self, group, byte, bit, count_name):
        self.bytes[byte] &= ~bit
        self._count_free(group, count_name, 1)

    def _count_free(self, group, count_name, by):
        for at in (self.group_at(group, f"bg_free_{count_name}_count"), self.sb_at(f"s_free_{count_name}_count")):
            self.put(*at, self.get(*at) + by)

    def allocate(self, block):
        if not self.sb("s_first_data_block") <= block < self.blocks_count:
            raise ValueError(f"block {block} is not in the file system")
        self._allocate(*self._bit(block), "blocks")

    def _inode_bit(self, ino):
        group, index = divmod(ino - 1, self.sb("s_inodes_per_group"))
        byte = self.group(group, "bg_inode_bitmap") * self.block_size + index // 8
        return group, byte, 1 << index % 8

    def move_inode(self, path, ino):
        """Gives a file another inode, which must be free."""
        at, old = self.entry(path)
        self._allocate(*self._inode_bit(ino), "inodes")
        start = self.inode_start(ino)
        raw = self.bytes[self.inode_start(old) : self.inode_start(old) + self.inode_size]
        self.bytes[start : start + self.inode_size] = raw
        self.put(at, 4, ino)
        self._release(*self._inode_bit(old), "inodes")
        self.bytes[self.inode_start(old) : self.inode_start(old) + self.inode_size] = bytes(self.inode_size)

    # Changes of directories

    def rename(self, path, name):
        """Overwrites the last part of a path with a name of the same length."""
        at, _ = self.entry(path)
        assert len(name) == len(path.rsplit(b"/", 1)[1])
        self.bytes[at + 8 : at + 8 + len(name)] = name

    def set_file_type(self, path, file_type):
        if self.sb("s_rev_level") and self.sb("s_feature_incompat") & INCOMPAT_FILETYPE:
            at, _ = self.entry(path)
            offset, size = DIRENT["file_type"]
            self.put(at + offset, size, file_type)
