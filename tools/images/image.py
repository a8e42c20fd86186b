# SPDX-License-Identifier: Apache-2.0
"""One image: made by mke2fs and debugfs from a tree, finished by hand where they cannot, checked, and packed."""

import bz2
import gzip
import hashlib
import lzma
import os
import re
import subprocess

import layout
from ext2 import Ext2
from tree import TIME, Tree, escape

_UUID = "e2ca7000-0000-4000-8000-00000000e2ca"
_HASH_SEED = "e2ca7001-0000-4000-8000-00000000e2ca"
_FORMATS = {"dir": 4, "file": 8, "symlink": 10, "fifo": 1, "socket": 12, "char": 2, "block": 6}
_FILE_TYPE_SOCKET = 6
_EXTENTS_FROM_BYTES = 16 << 20
_CAT_UP_TO_BYTES = 512 << 20
_CHUNK = 1 << 20
# A small dictionary, so that a reader needs little memory.
_XZ = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 20}


def size_name(block_size):
    return f"{block_size // 1024}k"


def run(*words, accept=(0,), **rest):
    done = subprocess.run(words, capture_output=True, **rest)
    if done.returncode not in accept:
        raise RuntimeError(f"{words} exited {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode(errors="replace")


class Image:
    """An image in the making. `finish` ends it; until then a recipe fills `tree` and asks for more."""

    def __init__(self, name, *, block_size, blocks, features="", inode_size=128, inodes=None, options=(), maps=True):
        self.name, self.block_size, self.blocks = name, block_size, blocks
        self.features, self.inode_size, self.inodes = features, inode_size, inodes
        self.options, self.maps = list(options), maps
        self.tree = Tree()
        self.tree.dir("/lost+found", mode=0o700)
        self.by_hand = []
        self._placeholders = {}

    @property
    def pointers(self):
        return self.block_size // 4

    def lay(self, path, spec, size=None, at=None, **rest):
        """A file whose blocks stand on disk as `spec` says (see layout.py), from disk block `at` on."""
        content = layout.content(path, spec, self.block_size, size)
        self.tree.file(path, content, layout=spec, at=at, **rest)

    # Making

    def finish(self, work, out_dir, packing="gz"):
        self.work = work
        self.raw = os.path.join(work, self.name + ".img")
        self._mke2fs()
        self.debugfs([*self._creating(), *self._setting()])
        self._finish_by_hand()
        self.finish_files()
        self._check()
        self._write_sidecars(out_dir)
        _pack(self.raw, os.path.join(out_dir, f"{self.name}.img.{packing}"), packing)
        digest = _sha256_of_file(self.raw)
        os.unlink(self.raw)
        return digest

    def finish_files(self):
        """The last change before the checks, for a recipe to override."""

    def _mke2fs(self):
        with open(self.raw, "wb") as file:
            file.truncate(self.blocks * self.block_size)
        words = ["mke2fs", "-q", "-F", "-F", "-t", "ext2", "-T", "plain", "-b", str(self.block_size), "-m", "0"]
        if "-r" not in self.options:
            words += ["-O", self.features or "none", "-I", str(self.inode_size)]
        if self.inodes:
            words += ["-N", str(self.inodes)]
        words += ["-U", _UUID, "-E", f"root_owner=0:0,nodiscard,lazy_itable_init=0,hash_seed={_HASH_SEED}"]
        run(*words, *self.options, self.raw, str(self.blocks))

    def debugfs(self, commands):
        script = os.path.join(self.work, "commands")
        with open(script, "w") as file:
            file.writelines(line + "\n" for line in commands)
        done = subprocess.run(["debugfs", "-w", "-f", script, self.raw], capture_output=True, text=True)
        said = [line for line in done.stderr.splitlines() if line and not line.startswith("debugfs 1.")]
        if said or done.returncode:
            raise RuntimeError(f"{self.name}: debugfs said {said[:5]}")

    def _creating(self):
        for entry in self.tree.entries.values():
            path = self._quoted(entry.path)
            if entry.path in (b"/", b"/lost+found"):
                continue
            if entry.kind == "dir":
                yield f"mkdir {path}"
                yield from [f"expand_dir {path}"] * self._blocks_for_links(entry.path)
            elif entry.kind == "file":
                source = os.path.join(self.work, "source-%d" % len(os.listdir(self.work)))
                content = layout.Content(0) if entry.layout else entry.content
                content.write(source)
                yield f"write {source} {path}"
            elif entry.kind == "symlink":
                yield f'symlink {path} "{entry.target.decode()}"'
            elif entry.kind == "hardlink":
                yield f"ln {self._quoted(entry.target)} {path}"
            else:  # debugfs's mknod takes a name in the current directory only
                parent, name = path[1:-1].rsplit("/", 1)
                what = "%s %d %d" % (entry.kind[0], *entry.device) if entry.device else "p"
                yield f'cd "{parent}/"'
                yield f'mknod "{name}" {what}'
                yield "cd /"

    def _blocks_for_links(self, directory):
        """How many blocks a directory needs more before debugfs's ln, which does not add any."""
        inside = [e for e in self.tree.entries.values() if e.path.rsplit(b"/", 1)[0] == directory]
        if not any(entry.kind == "hardlink" for entry in inside):
            return 0
        used = sum(12 + len(e.path) - len(directory) for e in inside)
        return used * 5 // (self.block_size * 4)

    def _setting(self):
        for entry in self.tree.entries.values():
            if entry.kind == "hardlink":
                continue
            path = self._quoted(entry.path)
            for number, (name, value) in enumerate(entry.xattrs.items()):
                source = os.path.join(self.work, "xattr-%d" % len(os.listdir(self.work)))
                layout.Content(len(value), [(0, value)]).write(source)
                yield f"ea_set -f {source} {path} {name}"
            yield f"sif {path} mode {_FORMATS[entry.kind] << 12 | entry.mode:07o}"
            yield f"sif {path} uid {entry.uid}"
            yield f"sif {path} gid {entry.gid}"
            if entry.kind not in ("dir",):
                yield f"sif {path} links_count {self.tree.links(entry)}"
            for time in ("atime", "ctime"):
                yield f"sif {path} {time} @{TIME}"
            yield f"sif {path} mtime @{entry.mtime}"

    def _quoted(self, path):
        """The path for debugfs; a part with odd bytes is made under a placeholder and renamed at the end."""
        parts = []
        for part in path.split(b"/"):
            if not re.fullmatch(rb"[A-Za-z0-9 ._+,~=-]*", part):
                stand_in = self._placeholders.setdefault(part, b"~%d" % len(self._placeholders))
                part = stand_in.ljust(len(part), b"~")
            parts.append(part.decode())
        return '"' + "/".join(parts) + '"'

    def _finish_by_hand(self):
        fs = Ext2(self.raw)
        for entry in self.tree.entries.values():
            if entry.kind == "socket":
                fs.set_file_type(entry.path, _FILE_TYPE_SOCKET)
        at = fs.first_free_behind_all_used()
        for entry in self.tree.entries.values():
            if entry.layout:
                start = entry.at or at
                at = layout.place(fs, fs.lookup(entry.path), entry.layout, entry.content, start)
        for step in self.by_hand:
            step(fs)
        for path in sorted(self.tree.entries):
            part = path.rsplit(b"/", 1)[1]
            if part in self._placeholders:
                parent = path.rsplit(b"/", 1)[0]
                stand_in = self._placeholders[part].ljust(len(part), b"~")
                fs.rename(parent + b"/" + stand_in, part)
        fs.close()

    # Checking: e2fsck and debugfs against the recipe

    def _check(self):
        run("e2fsck", "-fn", self.raw)
        fs = Ext2(self.raw)
        found = dict(fs.walk())
        wanted = set(self.tree.entries) - {b"/"}
        if set(found) != wanted:
            raise RuntimeError(f"{self.name}: {set(found) ^ wanted} only in the tree or only in the image")
        for entry in self.tree.entries.values():
            if entry.kind == "hardlink" and found[entry.path] != found[entry.target]:
                raise RuntimeError(f"{self.name}: {entry.path} and {entry.target} are two inodes")
            if entry.kind != "hardlink":
                self._check_inode(fs, entry, fs.lookup(entry.path))
            if entry.kind == "file":
                self._check_map(fs, entry, found[entry.path])
                if entry.content.size <= _CAT_UP_TO_BYTES:
                    self._check_content(entry, found[entry.path])
        fs.close()

    def _check_inode(self, fs, entry, ino):
        wanted = (_FORMATS[entry.kind] << 12 | entry.mode, self.tree.links(entry), entry.mtime)
        there = tuple(fs.inode(ino, name) for name in ("i_mode", "i_links_count", "i_mtime"))
        if there != wanted:
            raise RuntimeError(f"{self.name}: {entry.path} has mode, links and mtime {there}, not {wanted}")

    def _check_content(self, entry, ino):
        cat = subprocess.Popen(
            ["debugfs", "-R", f"cat <{ino}>", self.raw], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        digest = hashlib.sha256()
        left = entry.content.size  # of a file in its inode, debugfs writes all 60 bytes
        while chunk := cat.stdout.read(_CHUNK):
            digest.update(chunk[:left])
            left -= min(left, len(chunk))
        cat.wait()
        if digest.hexdigest() != entry.content.sha256():
            raise RuntimeError(f"{self.name}: debugfs reads {entry.path} otherwise than the recipe says")

    def _check_map(self, fs, entry, ino):
        """The blocks are those that debugfs names, and each piece of a long file is where debugfs has it."""
        said = run("debugfs", "-R", f"blocks <{ino}>", self.raw).split()
        mapped = [str(block) for _, _, block in fs.map(ino)]
        if sorted(said) != sorted(mapped):
            raise RuntimeError(f"{self.name}: debugfs maps {entry.path} to other blocks")
        if entry.content.size > _CAT_UP_TO_BYTES:
            for offset, data in entry.content.pieces:
                block = int(run("debugfs", "-R", f"bmap <{ino}> {offset // self.block_size}", self.raw))
                start = block * self.block_size
                if fs.bytes[start : start + len(data)] != data:
                    raise RuntimeError(f"{self.name}: {entry.path} does not hold its bytes at {offset}")

    # What stands beside the image

    def _write_sidecars(self, out_dir):
        base = os.path.join(out_dir, self.name)
        write_lines(base + ".expected.tsv", self.tree.expected())
        if self.maps:
            write_lines(base + ".map.tsv", self._maps())
        if any(entry.content.size >= _EXTENTS_FROM_BYTES for entry in self._files()):
            write_lines(base + ".extents.tsv", self._extents())
        write_lines(base + ".xattrs.tsv", self._xattrs())

    def _files(self):
        return [self.tree.entries[p] for p in sorted(self.tree.entries) if self.tree.entries[p].kind == "file"]

    def _maps(self):
        yield "#FILE\tpath\tinode\tsize  DATA\tfile block\tdisk block\tcount  IND\tlevel\tfile block\tdisk block"
        fs = Ext2(self.raw)
        for entry in self._files():
            ino = fs.lookup(entry.path)
            yield f"FILE\t{escape(entry.path)}\t{ino}\t{entry.content.size}"
            yield from _runs(fs.map(ino))
        fs.close()

    def _extents(self):
        yield "#path\toffset\tlength\tsha256"
        for entry in self._files():
            if entry.content.size >= _EXTENTS_FROM_BYTES:
                for offset, length, sha256 in entry.content.extents():
                    yield f"{escape(entry.path)}\t{offset}\t{length}\t{sha256}"

    def _xattrs(self):
        yield "#path\tname\tvalue"
        for path in sorted(self.tree.entries):
            for name, value in sorted(self.tree.entries[path].xattrs.items()):
                yield f"{escape(path)}\t{escape(name)}\t{escape(value)}"


def _runs(blocks):
    run_first = run_block = count = 0
    for level, first, block in blocks:
        if level == 0 and count and first == run_first + count and block == run_block + count:
            count += 1
            continue
        if count:
            yield f"DATA\t{run_first}\t{run_block}\t{count}"
        run_first, run_block, count = first, block, int(level == 0)
        if level:
            yield f"IND\t{level}\t{first}\t{block}"
    if count:
        yield f"DATA\t{run_first}\t{run_block}\t{count}"


def write_lines(path, lines):
    with open(path, "w") as file:
        file.writelines(line + "\n" for line in lines)


def _sha256_of_file(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(raw, packed, packing):
    if packing == "zst":
        run("zstd", "-q", "-f", "-19", "-T1", raw, "-o", packed)
        return
    with open(packed, "wb") as out, open(raw, "rb") as image:
        opened = {
            "gz": lambda: gzip.GzipFile("", "wb", 9, out, mtime=0),
            "xz": lambda: lzma.open(out, "wb", filters=[_XZ]),
            "bz2": lambda: bz2.open(out, "wb"),
        }[packing]()
        with opened as stream:
            while chunk := image.read(_CHUNK):
                stream.write(chunk)
