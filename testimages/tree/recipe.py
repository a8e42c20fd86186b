# SPDX-License-Identifier: Apache-2.0
"""The sample tree at every block size, with each feature that an ext2 image may have or lack."""

import sample
from image import Image, size_name

_BASE = "filetype,sparse_super,large_file,dir_index,ext_attr,resize_inode"
_GROUPS = ["-g", "256"]
_COMPAT_DIR_PREALLOC_AND_IMAGIC = 0x1 | 0x2

# name: (block sizes in KiB, features, further settings)
_VARIANTS = {
    "default": ((1, 2, 4, 8, 64), _BASE, {}),
    "bare": ((1, 2, 4), "filetype", {}),
    "rev0": ((1, 2, 4), "", {"options": ["-r", "0"]}),
    "nofiletype": ((1, 2, 4), "sparse_super,large_file,dir_index,ext_attr", {}),
    "nosparse": ((1, 2, 4), "filetype,large_file,ext_attr", {"options": _GROUPS}),
    "sparse2": ((1, 2, 4), "filetype,sparse_super2,ext_attr", {"options": _GROUPS}),
    "groups": ((1, 2, 4), _BASE, {"options": _GROUPS}),
    "inode256": ((1, 2, 4, 64), _BASE, {"inode_size": 256}),
    "inode512": ((1, 2), _BASE, {"inode_size": 512}),
    "inode1024": ((1, 4), _BASE, {"inode_size": 1024}),
}
_PACKINGS = {"rev0": "xz", "inode256": "bz2", "inode512": "zst"}
_BLOCKS = {1: 1536, 2: 1024, 4: 768, 8: 256, 64: 160}


def images():
    for name, (sizes, features, rest) in _VARIANTS.items():
        for kib in sizes:
            yield _image(name, kib * 1024, _BLOCKS[kib], features, rest), _PACKINGS.get(name, "gz")
    for kib, groups in ((1, 40), (2, 68), (4, 3)):
        features = "meta_bg,sparse_super,filetype,ext_attr"
        yield _image("metabg", kib * 1024, groups * 256, features, {"options": _GROUPS}), "xz"
    everything = _image("everything", 1024, 1536, _BASE + ",has_journal", {"options": ["-J", "size=1"]})
    everything.blocks += 1024
    everything.by_hand.append(
        lambda fs: fs.put(
            *fs.sb_at("s_feature_compat"), fs.sb("s_feature_compat") | _COMPAT_DIR_PREALLOC_AND_IMAGIC
        )
    )
    yield everything, "gz"


def _image(name, block_size, blocks, features, rest):
    image = Image(
        f"tree-{name}-{size_name(block_size)}",
        block_size=block_size,
        blocks=blocks,
        features=features,
        inodes=256,
        maps=name == "default",
        **rest,
    )
    sample.fill(image.tree, xattrs="ext_attr" in features)
    return image
