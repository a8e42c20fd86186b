# SPDX-License-Identifier: Apache-2.0
"""An image of 4.5 GiB: blocks and inodes that begin beyond 2 GiB and beyond 4 GiB of the image."""

from content import text
from image import Image

_BLOCK_SIZE = 4096
_AT_2_GIB = (2 << 30) // _BLOCK_SIZE
_INODE_IN_THE_LAST_GROUP = 1590
_AT_4_GIB = (4 << 30) // _BLOCK_SIZE


def images():
    image = Image(
        "far-4k",
        block_size=_BLOCK_SIZE,
        blocks=9 * (1 << 29) // _BLOCK_SIZE,
        inodes=1600,
        features="filetype,sparse_super,large_file",
        options=["-g", "24000"],  # so that no group begins at 2 or 4 GiB, and a file may lie across
    )
    image.tree.file("/near", text("in the first group\n"))
    image.tree.file("/far-inode", text("an inode behind 4 GiB\n"))
    image.lay("/across-2-gib", "0-19", at=_AT_2_GIB - 10)
    image.lay("/behind-2-gib", "0-11 I12 12-15", at=_AT_2_GIB + 1000)
    image.lay("/across-4-gib", "0-19", at=_AT_4_GIB - 10)
    image.lay("/behind-4-gib", "0-11 I12 12-20 1036-1039", at=_AT_4_GIB + 1000)
    image.lay("/to-the-end", "0-5", at=image.blocks - 6)
    image.by_hand.append(lambda fs: fs.move_inode(b"/far-inode", _INODE_IN_THE_LAST_GROUP))
    yield image, "zst"
