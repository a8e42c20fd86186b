# SPDX-License-Identifier: Apache-2.0
"""Files longer than 4 GiB that are nearly all hole, with blocks on either side of 2 GiB and of 4 GiB and at the end.

/past-4-gib can be hashed in a few seconds; /longest (no hash, only extents) is for readers that leap over holes. It ends
with the last block that a triple indirect block of 1 or 2 KiB reaches; with larger blocks it stays below 2 TiB, where
Linux stops for the sake of i_blocks.
"""

from image import Image, size_name

_GIB = 1 << 30


def images():
    for block_size in (1024, 2048, 4096, 65536):
        image = Image(
            f"sparse-{size_name(block_size)}",
            block_size=block_size,
            blocks=128,
            inodes=32,
            features="filetype,sparse_super,large_file",
        )
        p = block_size // 4
        at_2_gib, at_4_gib = 2 * _GIB // block_size, 4 * _GIB // block_size
        last = at_4_gib + 12 + p + (6 << 20) // block_size
        image.lay(
            "/past-4-gib",
            f"0 {at_2_gib - 1} {at_2_gib} {at_4_gib - 1}-{at_4_gib} {last}",
            last * block_size + 100,
        )
        longest = min(12 + p + p**2 + p**3, 2_000_000_000_000 // block_size)
        image.lay("/longest", f"0 {longest // 2} {longest - 1}")
        yield image, "gz"
