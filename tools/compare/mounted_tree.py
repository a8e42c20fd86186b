# SPDX-License-Identifier: Apache-2.0
"""The images that comparisons use, and how a tree of files is compared with a mount of one."""

import bz2
import gzip
import hashlib
import lzma
import os
import stat
import struct
import subprocess
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = 4096
OPENERS = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
# What only root may set; "user." on a symlink or device nobody may.
PRIVILEGED = ("security.", "trusted.", "system.posix_acl")


def images():
    yield from sorted((ROOT / "testimages").rglob("*.img.*"))
    corpus = ROOT / "../shared/corpus/open"
    for folder in ("ext2-clean", "ext3-clean", "ext4-clean"):
        if (corpus / folder).is_dir():
            yield from sorted(p for p in (corpus / folder).iterdir() if ".jsonl" not in p.suffixes)


def expand(image, folder):
    """The image itself as a sparse file."""
    if image.suffix not in OPENERS and image.suffix != ".zst":
        return image
    target = Path(folder) / "image"
    if image.suffix == ".zst":
        subprocess.run(["zstd", "-dqf", "--sparse", image, "-o", target], check=True)
        return target
    with OPENERS[image.suffix](image) as packed, open(target, "wb") as out:
        while chunk := packed.read(1 << 20):
            if chunk.count(0) == len(chunk):
                out.seek(len(chunk), os.SEEK_CUR)
            else:
                out.write(chunk)
        out.truncate()
    return target


# Of an ext4 image: large attributes no other file system holds, and files that a kernel without a key, or without
# fs-verity, does not open.
EA_INODE, ENCRYPT, VERITY, EXTENTS = 0x400, 0x10000, 0x8000, 0x40


def features(raw):
    """s_feature_incompat and s_feature_ro_compat."""
    with open(raw, "rb") as image:
        image.seek(1024 + 96)
        return struct.unpack("<II", image.read(8))


def cannot_be_compared(raw):
    incompat, ro_compat = features(raw)
    return bool(incompat & (EA_INODE | ENCRYPT) or ro_compat & VERITY)


def without_preallocation(raw, *trees):
    """Drops the numbers of blocks where files may have blocks without contents, which no copy has."""
    if features(raw)[0] & EXTENTS:
        for tree in trees:
            for facts in tree.values():
                facts.pop("blocks", None)


def digest(path):
    """Of the data, holes left out, so that a file of terabytes takes no time."""
    total = hashlib.sha256()
    descriptor = os.open(path, os.O_RDONLY)
    try:
        size = os.fstat(descriptor).st_size
        at = 0
        while at < size:
            try:
                start = os.lseek(descriptor, at, os.SEEK_DATA)
            except OSError:
                break
            # Page by page: file systems differ in how much they take for data around a block.
            end = -os.lseek(descriptor, start, os.SEEK_HOLE) // PAGE * -PAGE
            at = max(at, start // PAGE * PAGE)
            while at < end:
                chunk = os.pread(descriptor, min(1 << 20, end - at), at)
                if not chunk:
                    break
                for page in range(0, len(chunk), PAGE):
                    part = chunk[page:page + PAGE]
                    if part.count(0) != len(part):
                        total.update(b"%d:" % (at + page) + part)
                at += len(chunk)
            at = end
        return total.hexdigest()
    finally:
        os.close(descriptor)


def entries(top):
    """What there is below a directory, by path."""
    found, first_names = {}, {}
    for folder, _, _, names in walk(os.fsencode(top)):
        for name in names:
            path = os.path.join(folder, name) if name else folder
            info = os.lstat(path)
            relative = os.path.relpath(path, os.fsencode(top))
            kind = stat.S_IFMT(info.st_mode)
            facts = {
                "mode": oct(info.st_mode),
                "owner": (info.st_uid, info.st_gid),
                "mtime": info.st_mtime_ns,
                "xattrs": xattrs(path),
            }
            if kind != stat.S_IFDIR:
                facts["links"] = info.st_nlink
                facts["first name"] = first_names.setdefault(info.st_ino, relative)
            if kind == stat.S_IFREG:
                facts["size"] = info.st_size
                facts["contents"] = digest(path)
                facts["blocks"] = info.st_blocks
            elif kind == stat.S_IFLNK:
                facts["target"] = os.readlink(path)
            elif kind in (stat.S_IFBLK, stat.S_IFCHR):
                facts["device"] = info.st_rdev
            found[relative] = facts
    return found


def walk(folder):
    yield folder, None, None, [b""]
    pending = [folder]
    while pending:
        at = pending.pop()
        with os.scandir(at) as found:
            names = sorted(entry.name for entry in found)
        yield at, None, None, names
        for name in names:
            path = os.path.join(at, name)
            if os.path.isdir(path) and not os.path.islink(path):
                pending.append(path)


def xattrs(path):
    return {
        name: os.getxattr(path, name, follow_symlinks=False)
        for name in os.listxattr(path, follow_symlinks=False)
    }


def is_same(name, mine, theirs, user):
    """Whether a fact is as it should be."""
    a, b = mine.get(name), theirs.get(name)
    if name == "blocks":
        # Each file system keeps its own number of pointers; holes must be holes.
        return abs(a - b) * 512 <= max(1 << 17, b * 512 // 8)
    if user and name == "owner":
        return True
    if user and name == "mode":
        return int(a, 8) & 0o171777 == int(b, 8) & 0o171777
    if user and name == "xattrs":
        wanted = {k: v for k, v in b.items() if not k.startswith(PRIVILEGED)}
        return {k: v for k, v in a.items() if not k.startswith(PRIVILEGED)} == wanted
    return a == b


def differences(mine, theirs, user):
    said = []
    for path in sorted(set(mine) | set(theirs)):
        if path not in mine:
            mode = int(theirs[path]["mode"], 8)
            if not (user and (stat.S_ISBLK(mode) or stat.S_ISCHR(mode))):
                said.append(f"{path!r} is missing")
        elif path not in theirs:
            said.append(f"{path!r} should not be there")
        else:
            for name in theirs[path]:
                if not is_same(name, mine[path], theirs[path], user):
                    said.append(
                        f"{path!r}: {name} {mine[path].get(name)}, should be {theirs[path][name]}"
                    )
    return said


@contextmanager
def mounted(raw, place):
    """Whether the kernel mounts an image, which it does read-only and without its journal."""
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "ext4", "-o", "ro,noload,loop", raw, place], capture_output=True, text=True
    )
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", place], check=True)
