# SPDX-License-Identifier: Apache-2.0
"""ext4: trees of extents of each depth that a small image has room for, unwritten extents, files and directories in
their inodes, two deleted files, and (bigalloc) clusters of four blocks and a file with a hash of its contents (verity).

/deep has every second block, which takes a tree of two levels below the root at 1 KiB. /prepared has written, unwritten
and written blocks, and unwritten ones after its end.
"""

import hashlib
import struct

from content import Content, pattern, patterned, text
from image import Image

_EXT4 = (
    "ext_attr,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,"
    "metadata_csum"
)

_EXTENTS_FLAG = 0x80000
_VERITY_FLAG = 0x100000
_VERITY_BYTES = 1 << 16


def images():
    yield _image("extents-1k", 1024, 4096, ",inline_data", []), "gz"
    clusters = _image("bigalloc-4k", 4096, 2048, ",bigalloc,verity", ["-C", "16384"])
    clusters.verify("/verified", 100, b"salt")
    yield clusters, "gz"


def _image(name, block_size, blocks, more, options):
    image = ExtentImage(
        name,
        block_size=block_size,
        blocks=blocks,
        inodes=64,
        inode_size=256,
        features=_EXT4 + more,
        options=options,
        maps=False,
    )
    tree = image.tree
    deep = 700 if block_size == 1024 else 40
    tree.file("/hello.txt", text("Hello, extents!\n"), mtime=1735689600)
    tree.file("/hundred", patterned("/hundred", 100))
    tree.file("/whole", patterned("/whole", 20 * block_size))
    image.with_holes("/alternating", [(n, n) for n in range(1, 12, 2)], 12)
    image.with_holes("/deep", [(n, n) for n in range(1, deep, 2)], deep)
    image.with_holes("/prepared", [(4, 11)], 16)
    image.unwritten["/prepared"] = [(4, 11), (16, 19)]
    tree.dir("/dir")
    tree.file("/dir/note", text("in a small directory\n"), xattrs={"user.colour": b"green"})
    tree.symlink("/short", "dir/note")
    tree.symlink("/long", "dir/../" * 10 + "dir/note")
    tree.file("/gone-inline", text("deleted, but still in its inode\n"))
    tree.file("/gone-blocks", patterned("/gone-blocks", 3 * block_size))
    tree.dir("/many")
    for n in range(20):
        tree.file(f"/many/a-file-with-a-long-name-{n:02}", Content(0))
    return image


class ExtentImage(Image):
    """Holes and unwritten blocks are made last: with inline_data, debugfs's `write` spoils files with holes."""

    def __init__(self, *words, **rest):
        super().__init__(*words, **rest)
        self.holes, self.unwritten, self.verified = {}, {}, {}

    def with_holes(self, path, holes, blocks):
        """A file whose holes are these (first, last) blocks."""
        self.tree.file(path, patterned(path, blocks * self.block_size))
        self.holes[path] = holes

    def verify(self, path, size, salt):
        """A file with the flag verity and no more than a block: the descriptor lies 64 KiB after its beginning."""
        whole = pattern(path, 0, size)
        root = hashlib.sha256(salt.ljust(64, b"\0") + whole.ljust(self.block_size, b"\0")).digest()
        log = self.block_size.bit_length() - 1
        head = struct.pack("<BBBBIQ64s32s144x", 1, 1, log, len(salt), 0, size, root, salt)
        last = head.ljust(self.block_size - 4, b"\0") + struct.pack("<I", len(head))
        self.tree.file(path, Content(_VERITY_BYTES + self.block_size, [(0, whole), (_VERITY_BYTES, last)]))
        self.verified[path] = patterned(path, size)

    def finish_files(self):
        for path, content in self.verified.items():
            flags = _EXTENTS_FLAG | _VERITY_FLAG
            self.debugfs([f"sif {path} size {content.size}", f"sif {path} flags {flags:#x}"])
            self.tree.entries[path.encode()].content = content
        for command, of_files in ("punch", self.holes), ("fallocate", self.unwritten):
            for path, runs in of_files.items():
                self.debugfs(f"{command} {path} {first} {last}" for first, last in runs)
        for path, holes in self.holes.items():
            entry = self.tree.entries[path.encode()]
            whole = entry.content.pieces[0][1]
            starts = [0, *((last + 1) * self.block_size for _, last in holes)]
            ends = [*(first * self.block_size for first, _ in holes), len(whole)]
            pieces = [(start, whole[start:end]) for start, end in zip(starts, ends) if start < end]
            entry.content = Content(len(whole), pieces)
        for path in "/gone-inline", "/gone-blocks":
            self.debugfs([f"rm {path}"])
            self.tree.remove(path)
