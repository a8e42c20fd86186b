# SPDX-License-Identifier: Apache-2.0
"""The sound images that cases.tsv damages, one field at a time: three groups of 256 blocks, each kind of file once.

Inodes 1 to 32 are in group 0, from 33 (/file-01) on in group 1.
"""

from content import patterned, sparse, text
from image import Image, size_name


def images():
    for block_size in (1024, 4096):
        yield _image(block_size), "gz"
    yield _with_backup(), "gz"


def _with_backup():
    """Two groups of the usual size, so that the backup is where a reader can look for it: in block 8193."""
    image = Image(
        "backup-1k",
        block_size=1024,
        blocks=9217,
        inodes=64,
        features="filetype,sparse_super,large_file,ext_attr",
    )
    image.tree.file("/small", patterned("/small", 3000))
    return image


def _image(block_size):
    image = Image(
        f"base-{size_name(block_size)}",
        block_size=block_size,
        blocks=3 * 256 + (block_size == 1024),
        inodes=3 * 32,
        features="filetype,sparse_super,large_file,ext_attr",
        options=["-g", "256"],
    )
    tree = image.tree
    p = block_size // 4
    tree.file("/small", patterned("/small", 3 * block_size - 72))
    tree.file("/single", patterned("/single", 20 * block_size))
    for name, first in (("/double", 12 + p), ("/triple", 12 + p + p * p)):
        start = first * block_size
        pieces = [(0, block_size), (start, 2 * block_size), (start + p * block_size, 2 * block_size)]
        tree.file(name, sparse(name, start + (p + 2) * block_size, *pieces))
    tree.dir("/dir")
    for name in ("a", "bb", "ccc", "dddd"):
        tree.file(f"/dir/{name}", text(f"I am {name}\n"))
    tree.dir("/dir/inner")
    tree.file("/dir/inner/deep", text("deep\n"))
    tree.dir("/big")
    tree.file("/big/n-000", text("one of many names\n"))
    for number in range(1, 160):
        tree.link(f"/big/n-{number:03}", "/big/n-000")
    tree.symlink("/fast", "small")
    tree.symlink("/slow", "./" * 40 + "small")
    tree.symlink("/loop", "loop")
    tree.symlink("/ping", "pong")
    tree.symlink("/pong", "ping")
    tree.fifo("/fifo")
    tree.file("/attributes", text("with an attribute\n"), xattrs={"user.one": b"1"})
    for number in range(20):
        tree.file(f"/file-{number:02}", text(f"{number}\n"))
    return image
