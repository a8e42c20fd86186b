# SPDX-License-Identifier: Apache-2.0
"""Images of many small files with contents, and of large ones, made by mke2fs without root."""

import os
import random
import subprocess

_MEAN_BYTES, _MOST_BYTES = 11_500, 200_000
_FILES_A_DIRECTORY = 100
_POOL_BYTES = 4 << 20


def small(folder, files):
    """Makes `small.img` of so many files of 11 KiB on average; answers its path. The files stay beside it, in `tree`."""
    chance = random.Random(7)
    pool = chance.randbytes(_POOL_BYTES)
    tree, total = os.path.join(folder, "tree"), 0
    for first in range(0, files, _FILES_A_DIRECTORY):
        number = first // _FILES_A_DIRECTORY
        directory = os.path.join(tree, f"{number // 100:02}", f"directory-{number:04}")
        os.makedirs(directory)
        for i in range(min(_FILES_A_DIRECTORY, files - first)):
            size = min(int(chance.expovariate(1 / _MEAN_BYTES)), _MOST_BYTES)
            start = chance.randrange(_POOL_BYTES - size)
            with open(os.path.join(directory, f"file-{i:02}.txt"), "wb") as file:
                file.write(pool[start : start + size])
            total += (size + 4095) // 4096 + 1
    return _image(folder, "small.img", tree, total + files // 10 + 20_000, files + files // 50 + 1000)


def large(folder, size_bytes):
    """Makes `large.img` with one file of that size, which has all its blocks, of zeros; answers its path."""
    image, empty = os.path.join(folder, "large.img"), os.path.join(folder, "empty")
    blocks = size_bytes // 4096
    words = ["mke2fs", "-q", "-F", "-t", "ext2", "-b", "4096", "-m", "0", "-N", "64"]
    subprocess.run([*words, image, str(blocks * 102 // 100 + 20_000)], check=True)
    with open(empty, "wb"):
        pass
    commands = [
        f"write {empty} large",
        f"fallocate large 0 {blocks - 1}",
        f"set_inode_field large size {size_bytes}",
    ]
    subprocess.run(
        ["debugfs", "-w", "-f", "-", image], input="\n".join(commands), text=True, check=True, capture_output=True
    )
    return _written(image)


def _image(folder, name, tree, blocks, inodes):
    image = os.path.join(folder, name)
    words = ["mke2fs", "-q", "-F", "-t", "ext2", "-b", "4096", "-m", "0", "-N", str(inodes)]
    subprocess.run([*words, "-d", tree, image, str(blocks)], check=True)
    return _written(image)


def _written(image):
    with open(image, "rb") as file:  # a dirty image would be written back during the runs
        os.fsync(file.fileno())
    return image
