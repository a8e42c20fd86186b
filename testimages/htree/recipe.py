# SPDX-License-Identifier: Apache-2.0
"""A directory of thousands with a hash tree, which a reader reads as a linear directory; at 1 KiB the tree has two levels."""

from content import text
from image import Image, run, size_name

_COUNT = 3000


def images():
    for block_size in (1024, 2048, 4096):
        image = Indexed(
            f"htree-{size_name(block_size)}",
            block_size=block_size,
            blocks=(1 << 20) // block_size,
            inodes=64,
            features="filetype,sparse_super,dir_index,ext_attr",
            maps=False,
        )
        tree = image.tree
        tree.dir("/many")
        tree.file("/many/names", text("all the names of this directory are mine\n"))
        for number in range(_COUNT):
            tree.link(f"/many/entry-{number:04}-with-a-name-of-forty-characters", "/many/names")
        tree.file("/many/the-other", text("all but one\n"))
        tree.dir("/some")
        tree.file("/some/000", text("a small tree\n"))
        for number in range(1, 300):
            tree.link(f"/some/{number:03}-{number * number:020}", "/some/000")
        yield image, "xz"


class Indexed(Image):
    def finish_files(self):
        run("e2fsck", "-fyD", self.raw, accept=(0, 1))
        levels = run("debugfs", "-R", "htree_dump /many", self.raw)
        assert "Indirect levels: %d" % (self.block_size == 1024) in levels, levels[:500]
