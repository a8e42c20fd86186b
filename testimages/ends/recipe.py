# SPDX-License-Identifier: Apache-2.0
"""Files that end at every border of the block map, and one byte to either side of it.

A name tells the size: c blocks and the bytes before or behind, such as /00012-1 or /00012+0. Files that end far out
have blocks at their start and their end only.
"""

from image import Image, size_name

_BLOCKS = {1024: 1024, 2048: 768, 4096: 640}


def images():
    for block_size, blocks in _BLOCKS.items():
        image = Image(
            f"ends-{size_name(block_size)}",
            block_size=block_size,
            blocks=blocks,
            inodes=96,
            features="filetype,sparse_super,large_file",
        )
        p = block_size // 4
        double, triple = 12 + p, 12 + p + p * p
        for end in (0, 1, 2, 11, 12, 13, double, double + 1, double + p, double + p + 1, triple, triple + 1):
            for aside in (-1, 0, 1):
                if end or aside >= 0:
                    _lay(image, end, aside)
        image.lay("/block-minus-2", "0", block_size - 2)
        image.lay("/512-bytes", "0", 512)
        image.lay("/511-bytes", "0", 511)
        yield image, "gz"


def _lay(image, end, aside):
    size = end * image.block_size + aside
    blocks = -(-size // image.block_size)
    if blocks <= 13:
        spec = f"0-{blocks - 1}" if blocks else ""
    else:
        spec = f"0 {blocks - 2}-{blocks - 1}"
    image.lay(f"/{end:08}{aside:+}", spec, size)
