# SPDX-License-Identifier: Apache-2.0
"""What readers of tar archives that restore nothing here say of one: Python's tarfile and Go's archive/tar."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import tarfile
from decimal import Decimal
from pathlib import Path

from mounted_tree import PAGE

MAX_HASHED_BYTES = 64 << 20
TYPES = {
    tarfile.REGTYPE: stat.S_IFREG,
    tarfile.DIRTYPE: stat.S_IFDIR,
    tarfile.SYMTYPE: stat.S_IFLNK,
    tarfile.CHRTYPE: stat.S_IFCHR,
    tarfile.BLKTYPE: stat.S_IFBLK,
    tarfile.FIFOTYPE: stat.S_IFIFO,
}


class Tree:
    """The files of an archive as mounted_tree.entries has those of a folder."""

    def __init__(self):
        self.found = {}

    def add(self, name, kind, facts):
        path = os.path.normpath(name)
        if kind == tarfile.LNKTYPE:
            first = os.path.normpath(facts["target"])
            facts = {**self.found[first], "first name": first}
        else:
            facts["mode"] = oct(TYPES[kind] | facts["mode"])
            if kind != tarfile.DIRTYPE:
                facts["first name"] = path
        self.found[path] = facts



def python_entries(archive, _):
    tree = Tree()
    with tarfile.open(archive, encoding="utf-8", errors="surrogateescape") as members:
        for member in members:
            encoded = {k: v.encode("utf-8", "surrogateescape") for k, v in member.pax_headers.items()}
            facts = {
                "mode": member.mode,
                "owner": (member.uid, member.gid),
                "mtime": int(Decimal(member.pax_headers.get("mtime", member.mtime)) * 10**9),
                "xattrs": xattrs({k[len("SCHILY.xattr."):].encode("utf-8", "surrogateescape"): v
                                  for k, v in encoded.items() if k.startswith("SCHILY.xattr.")}),
                "target": member.linkname.encode("utf-8", "surrogateescape"),
                "device": os.makedev(member.devmajor, member.devminor),
                "size": member.size,
            }
            if member.isreg() and member.size <= MAX_HASHED_BYTES:
                facts["contents"] = digest(members.extractfile(member))
            tree.add(member.name.encode("utf-8", "surrogateescape"),
                     tarfile.REGTYPE if member.isreg() else member.type, facts)
    return tree.found


def go_entries(archive, work):
    program = Path(work) / "tar_list"
    if not program.exists():
        source = Path(__file__).parent / "tar_list.go"
        cache = {"GOCACHE": f"{work}/go", "GOPATH": f"{work}/gopath", "GO111MODULE": "off", "GOTELEMETRY": "off"}
        subprocess.run(["go", "build", "-o", program, source], check=True, env={**os.environ, **cache})
    with open(archive, "rb") as stream:
        ran = subprocess.run([program], stdin=stream, capture_output=True, check=False)
    if ran.returncode:
        raise tarfile.TarError(ran.stderr.decode(errors="replace"))
    tree = Tree()
    for line in ran.stdout.splitlines():
        entry = json.loads(line)
        facts = {
            "mode": entry["mode"],
            "owner": tuple(entry["owner"]),
            "mtime": entry["mtime"][0] * 10**9 + entry["mtime"][1],
            "xattrs": xattrs({bytes.fromhex(k): bytes.fromhex(v) for k, v in entry["xattrs"].items()}),
            "target": bytes.fromhex(entry["target"]),
            "device": os.makedev(*entry["device"]),
            "size": entry["size"],
        }
        if entry["contents"]:
            facts["contents"] = entry["contents"]
        tree.add(bytes.fromhex(entry["name"]), entry["type"].encode(), facts)
    return tree.found


def xattrs(records):
    """With the names that GNU tar, and so ext2 tar, spells; os.listxattr tells them as text."""
    return {os.fsdecode(k.replace(b"%3D", b"=").replace(b"%25", b"%")): v for k, v in records.items()}


def spelled(facts):
    """Facts with the names of attributes as they stand in records: bsdtar does not take that back."""
    names = {
        name: name.replace("%3D", "%253D").replace("=", "%3D") for name in facts["xattrs"]
    }
    return {**facts, "xattrs": {names[name]: value for name, value in facts["xattrs"].items()}}


def digest(stream):
    """As mounted_tree.digest: the pages that are not all zeros, each after its offset."""
    total, at = hashlib.sha256(), 0
    while chunk := stream.read(PAGE):
        if chunk.count(0) != len(chunk):
            total.update(b"%d:" % at + chunk)
        at += PAGE
    return total.hexdigest()


def by_least_name(files):
    """Files with the least name of each set of hard links for its first one: archives have another order."""
    least = {}
    for path, facts in files.items():
        first = facts.get("first name")
        least[first] = min(least.get(first, path), path)
    return {path: {**facts, "first name": least[facts["first name"]]} if "first name" in facts else facts
            for path, facts in files.items()}


def differences(mine, theirs):
    """What a reader has otherwise than the mount. Access lists, which have records of their own, are not looked at."""
    mine, theirs = by_least_name(mine), by_least_name(theirs)
    said = [f"{path!r} is missing" for path in sorted(theirs.keys() - mine.keys())]
    said += [f"{path!r} should not be there" for path in sorted(mine.keys() - theirs.keys())]
    for path in sorted(mine.keys() & theirs.keys()):
        a, b = mine[path], dict(theirs[path])
        b["xattrs"] = {k: v for k, v in b["xattrs"].items() if not k.startswith("system.")}
        for name in b.keys() - {"links", "blocks"}:
            if name == "contents" and b["size"] > MAX_HASHED_BYTES:
                continue
            if a.get(name) != b[name]:
                said.append(f"{path!r}: {name} {a.get(name)}, should be {b[name]}")
    return said


READERS = {"Python's tarfile": python_entries}
if shutil.which("go"):
    READERS["Go's archive/tar"] = go_entries
