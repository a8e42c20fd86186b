# SPDX-License-Identifier: Apache-2.0
"""An image of files that a ustar header has no room for, made through the kernel."""

import os
import shutil
import subprocess
from pathlib import Path

BEFORE_1970 = -1_000_000_000
TIMES = {
    "before-1970": BEFORE_1970 * 10**9,
    "1969": -(10**9),
    "fraction": 1_700_000_000_123_456_789,
    "2038": (1 << 31) * 10**9 + 1,
    "2242": 8_589_934_592 * 10**9,
    "2446": (3 << 32) * 10**9,
}


def make_odd_image(image, block_bytes, work):
    """Whether it could be made: mke2fs and a kernel that writes ext2 are needed."""
    if not shutil.which("mke2fs"):
        return False
    mke2fs = ["mke2fs", "-q", "-F", "-t", "ext2", "-b", str(block_bytes), "-I", "256", image, "24M"]
    subprocess.run(mke2fs, check=True, stdout=subprocess.DEVNULL)
    mount = Path(work) / "odd"
    mount.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "ext4", "-o", "loop", image, mount], check=False).returncode:
        return False
    try:
        fill(os.fsencode(mount), block_bytes)
    finally:
        subprocess.run(["umount", mount], check=True)
    return True


def fill(top, block_bytes):
    long_names(top)
    targets(top, block_bytes)
    for name, nanos in TIMES.items():
        path = file(top, name.encode(), 0)
        os.utime(path, ns=(nanos, nanos))
    for owner in (0o7777777, 0o10000000, 4294967294):
        os.chown(file(top, b"owner-%d" % owner, 0), owner, owner)
    os.mknod(os.path.join(top, b"device"), 0o60600, os.makedev(4095, 1048575))
    attributes(top)
    for size in (1 << 40, 9 << 30):  # with a hole of their size
        if size < (block_bytes // 4) ** 3 * block_bytes:
            file(top, b"sparse-%d" % size, size)


def long_names(top):
    for length in (100, 101, 120, 155, 255):
        for kind, letter in ((0, b"w"), (8192, b"h")):
            file(top, letter * length, kind)
    for lengths in ((90, 90), (155, 100), (156, 100), (100, 155), (200, 200, 200, 200, 200)):
        folder = os.path.join(top, *(b"d" * length for length in lengths))
        os.makedirs(folder, exist_ok=True)
        file(folder, b"whole", 0)
        os.link(file(folder, b"hole", 8192), os.path.join(folder, b"linked"))
    for name in (b"\xe9" * 20, b"\xff" * 120, "u\u0308".encode() * 40, "ü".encode() * 80, b"a\nb=c" * 30):
        file(top, name, 0)
        file(top, b"h" + name, 8192)


def targets(top, block_bytes):
    for length in (59, 60, 100, 101, 256, 1000, min(4095, block_bytes - 1)):
        os.symlink(b"t" * length, os.path.join(top, b"to-%d" % length))
    os.symlink(b"\xfe" * 150, os.path.join(top, b"to-no-utf8"))


def attributes(top):
    path = file(top, b"x" * 150, 8192)
    os.setxattr(path, b"user.e=q", b"a=b")
    os.setxattr(path, b"user.100%", b"100%")
    os.setxattr(path, b"user.%3D", b"%25\n12 path=evil\n")
    os.setxattr(path, b"user.line\nend", b"\0\xff\n\0")
    os.setxattr(path, b"trusted.\xe9", b"")


def file(folder, name, hole_bytes):
    """A file of a hole, then eight bytes; or the bytes alone."""
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        out.seek(hole_bytes)
        out.write(b"contents")
    return path
