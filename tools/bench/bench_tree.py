# SPDX-License-Identifier: Apache-2.0
"""An image of very many small files, made without root: half of its inodes have a time of their own, some have data."""

import os
import random
import shutil
import subprocess

_FILES, _DIRECTORIES = 45, 5  # in each directory, until there are enough
_WORDS = [b"module", b"index", b"readme", b"Makefile", b"test_case", b"config", b"main", b"util", b"data", b"image"]
_ENDINGS = [b".c", b".h", b".txt", b".py", b".java", b"", b".o", b".json"]
_EARLIEST = 1_600_000_000


def make(folder, inodes, inode_bytes=256):
    """Makes `tree.img` in `folder` and answers its path."""
    tree, image = os.path.join(folder, "tree"), os.path.join(folder, "tree.img")
    os.mkdir(tree)
    _fill(tree, inodes)
    blocks = inodes * inode_bytes // 4096 + inodes // 4 + 20_000
    words = ["mke2fs", "-q", "-F", "-t", "ext2", "-b", "4096", "-I", str(inode_bytes), "-m", "0"]
    subprocess.run([*words, "-N", str(inodes + 1000), "-d", tree, image, str(blocks)], check=True)
    shutil.rmtree(tree)
    with open(image, "rb") as file:  # a dirty image would be written back during the runs
        os.fsync(file.fileno())
    return image


def _fill(tree, inodes):
    chance, made, pending = random.Random(5), 0, [os.fsencode(tree)]
    while made < inodes:
        directory = pending.pop(0)
        for i in range(min(_DIRECTORIES, inodes - made)):
            path = directory + b"/" + _WORDS[(3 * i + made) % 10] + b"-%d" % i
            os.mkdir(path)
            pending.append(path)
            made += 1
        for i in range(min(_FILES, inodes - made)):
            path = directory + b"/" + _WORDS[i % 10] + b"_%d" % (37 * i % 101) + _ENDINGS[(i + made) % 8]
            _file(path, i, chance)
            made += 1


def _file(path, i, chance):
    if i == 40:
        os.symlink(b"../" + _WORDS[chance.randrange(10)], path)
        return
    with open(path, "wb") as file:
        if i == 20:
            file.write(b"A small file.\n")
        elif i % 4 == 0:
            file.truncate(chance.randrange(1 << 20))
    os.chmod(path, 0o644 if i % 9 else 0o755)
    if i % 2:
        time = (_EARLIEST + chance.randrange(10**8)) * 10**9 + chance.randrange(10**9)
        os.utime(path, ns=(time, time))
