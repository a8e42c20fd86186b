# SPDX-License-Identifier: Apache-2.0
"""Deleted files whose inodes and blocks are still there, and directories with gaps where names were.

`NAME.deleted.tsv` tells what was deleted: inode, mode, size and hash of what its blocks still hold. In /gaps entries
went from the first, the middle and the last place of a block; one that was first in its block is left with inode 0.
"""

from content import patterned, sparse, text
from ext2 import Ext2
from image import Image, size_name, write_lines
from tree import TIME, escape

_GONE = ("/gone-short", "/gone-12-blocks", "/gone-double", "/gone-sparse", "/dir/gone-inside")


def images():
    for block_size in (1024, 4096):
        yield _image(block_size), "gz"


def _image(block_size):
    image = WithDeleted(
        f"deleted-{size_name(block_size)}",
        block_size=block_size,
        blocks=1536,
        inodes=400,
        features="filetype,sparse_super,large_file",
        maps=False,
    )
    tree = image.tree
    tree.file("/stays", text("still here\n"))
    tree.dir("/dir")
    tree.file("/gone-short", text("a few bytes that were deleted\n"))
    tree.file("/gone-12-blocks", patterned("/gone-12-blocks", 12 * block_size))
    double = (12 + block_size // 4) * block_size
    tree.file("/gone-double", sparse("/gone-double", double + 3 * block_size, (0, 100), (double, 3 * block_size)))
    tree.file("/gone-sparse", sparse("/gone-sparse", 100_000, (50_000, 10)))
    tree.file("/dir/gone-inside", patterned("/dir/gone-inside", 3000), uid=1000, gid=1000, mtime=TIME - 1000)
    tree.dir("/gaps")
    for number in range(150):
        tree.file(f"/gaps/name-{number:03}-{'x' * 20}", text(f"{number}\n"))
    return image


class WithDeleted(Image):
    def finish_files(self):
        fs = Ext2(self.raw)
        gaps = [(at, name.decode()) for at, _, name in fs.entries(fs.lookup(b"/gaps")) if name[:1] != b"."]
        first_of_blocks = [name for at, name in gaps if at % self.block_size == 0]
        others = [name for at, name in gaps if at % self.block_size][5::17]
        paths = [*_GONE, *(f"/gaps/{name}" for name in first_of_blocks[:3] + others)]
        gone = sorted((fs.lookup(path.encode()), path) for path in paths)
        fs.close()
        self.debugfs([f"rm {path}" for path in paths])
        self._deleted = ["#inode\tmode\tdtime\tsize\tsha256\tpath"]
        for inode, path in gone:
            entry = self.tree.entries[path.encode()]
            size, sha256 = entry.content.size, entry.content.sha256()
            self._deleted.append(f"{inode}\t{entry.mode:04o}\t{TIME}\t{size}\t{sha256}\t{escape(path)}")
            self.tree.remove(path)

    def _write_sidecars(self, out_dir):
        super()._write_sidecars(out_dir)
        write_lines(f"{out_dir}/{self.name}.deleted.tsv", self._deleted)
