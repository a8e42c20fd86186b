# SPDX-License-Identifier: Apache-2.0
"""The tree that is the same at every block size and with every feature: one of each thing that a directory can hold."""

import struct

from content import Content, data, patterned, sparse, text

_ACL_USER_OBJ, _ACL_USER, _ACL_GROUP_OBJ, _ACL_MASK, _ACL_OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_ACL_NOBODY = 0xFFFFFFFF


def fill(tree, xattrs):
    """The tree; attributes only for file systems that have ext_attr."""
    _files(tree)
    _owners_and_times(tree)
    _links(tree)
    _names(tree)
    _nodes(tree)
    _deep_and_wide(tree)
    _xattrs(tree)
    if not xattrs:
        for entry in tree.entries.values():
            entry.xattrs.clear()


def _files(tree):
    tree.file("/hello.txt", text("Hello, world!\n"))
    tree.file("/empty", Content(0))
    tree.file("/one-byte", data(b"1"))
    tree.file("/5000-bytes", patterned("/5000-bytes", 5000))
    tree.file("/70000-bytes", patterned("/70000-bytes", 70000))
    tree.file("/hole", sparse("/hole", 300_000, (0, 100), (131072, 512), (262144, 1000)))


def _owners_and_times(tree):
    tree.dir("/owners", mode=0o1777)
    tree.file("/owners/alice", text("mine\n"), mode=0o600, uid=1000, gid=100)
    tree.file("/owners/wide-ids", text("ids of 32 bits\n"), uid=70_000, gid=4_000_000_000)
    tree.file("/owners/setuid", text("#!/bin/true\n"), mode=0o4755, gid=65_534)
    tree.file("/owners/setgid", text("#!/bin/true\n"), mode=0o2711)
    tree.file("/owners/no-rights", text("unreadable to all but us\n"), mode=0)
    tree.dir("/owners/private", mode=0o2700, uid=1000, gid=100)
    tree.file("/owners/old", text("the second day of the epoch\n"), mtime=86_400)
    tree.file("/owners/late", text("the last second of 31 bits\n"), mtime=0x7FFFFFFF)


def _links(tree):
    tree.dir("/links")
    tree.file("/links/end", text("the end of the chain\n"))
    tree.symlink("/links/relative", "end")
    tree.symlink("/links/absolute", "/hello.txt")
    tree.symlink("/links/up", "../hello.txt")
    tree.symlink("/links/out-of-the-root", "../../../../hello.txt")
    tree.symlink("/links/dangling", "no/such/file")
    tree.symlink("/links/self", "self")
    tree.symlink("/links/ping", "pong")
    tree.symlink("/links/pong", "ping")
    tree.symlink("/links/to-dir", "../owners")
    tree.symlink("/links/through-dir", "to-dir/alice")
    tree.symlink("/links/through-file", "end/beyond")
    tree.symlink("/links/dot", ".")
    tree.symlink("/links/slashes", "//links///end")
    for length in (59, 60, 61, 1000):
        tree.symlink(f"/links/{length}-bytes", "./" * ((length - 3) // 2) + ("/end" if length % 2 == 0 else "end"))
    previous = "end"
    for number in range(1, 42):
        name = f"chain-{number:02}"
        tree.symlink(f"/links/{name}", previous)
        previous = name
    tree.link("/links/hard", "/hello.txt")


def _names(tree):
    tree.dir("/names")
    for number, name in enumerate(
        (
            b"with space",
            b" space-in-front",
            b"-dash-in-front",
            b"...",
            b"new\nline",
            b"tab\tand\rreturn",
            b"\x1b[31mred\x1b[0m",
            b"quote\"and'and\\",
            b"star*and?and[x]",
            "\u00fcml\u00e4ut".encode(),
            "\u65e5\u672c\u8a9e".encode(),
            "u\u0308ml-decomposed".encode(),
            b"invalid-\xff\xfe-utf8",
            b"latin1-\xe9t\xe9",
            b"cut-off-\xe6\x97",
            b"null-device;rm -rf x",
            b"x" * 255,
            b"\xc3\xa4" * 127 + b"z",
        )
    ):
        tree.file(b"/names/" + name, text(f"name number {number}\n"))
    tree.dir("/names/directory \u2603")
    tree.file("/names/directory \u2603/inside", text("in an odd directory\n"))


def _nodes(tree):
    tree.dir("/dev")
    tree.device("/dev/null", "char", 1, 3, mode=0o666)
    tree.device("/dev/sda1", "block", 8, 1)
    tree.device("/dev/many", "block", 259, 60_000)
    tree.fifo("/dev/fifo")
    tree.socket("/dev/socket")


def _deep_and_wide(tree):
    path = ""
    for depth in range(1, 21):
        path += f"/d{depth}"
        tree.dir(path)
    tree.file(path + "/bottom", text("twenty directories down\n"))
    tree.dir("/wide")
    tree.file("/wide/000", text("one of two hundred names\n"))
    for number in range(1, 200):
        tree.link(f"/wide/{number:03}", "/wide/000")


def _xattrs(tree):
    acl = struct.pack("<I", 2)
    for tag, rights, who in (
        (_ACL_USER_OBJ, 6, _ACL_NOBODY),
        (_ACL_USER, 4, 1000),
        (_ACL_GROUP_OBJ, 4, _ACL_NOBODY),
        (_ACL_MASK, 4, _ACL_NOBODY),
        (_ACL_OTHER, 0, _ACL_NOBODY),
    ):
        acl += struct.pack("<HHI", tag, rights, who)
    tree.dir("/xattrs")
    tree.file("/xattrs/short", text("one short attribute\n"), xattrs={"user.colour": b"green"})
    tree.file("/xattrs/long", text("a long attribute\n"), xattrs={"user.long": b"0123456789" * 60})
    tree.file(
        "/xattrs/many",
        text("several attributes\n"),
        xattrs={
            "user.empty": b"",
            "user.bytes": bytes(range(40)),
            "trusted.note": b"for root",
            "security.selinux": b"system_u:object_r:etc_t:s0\0",
        },
    )
    tree.file("/xattrs/acl", text("an access list\n"), mode=0o640, xattrs={"system.posix_acl_access": acl})
