# SPDX-License-Identifier: Apache-2.0
"""ext3: a journal that is clean, and one with a transaction that was never written home.

A reader that replays the journal must show another block of the file /changed than the image has in place.
"""

import os
import struct

from content import patterned, text
from ext2 import Ext2
from image import Image, run, size_name
from tree import TIME

_FEATURES = "has_journal,filetype,sparse_super,large_file,dir_index,ext_attr,resize_inode"
_NEW = b"what the journal would make of it\n"
_COMMIT_BLOCK = struct.pack(">II", 0xC03B3998, 2)  # magic and type


def images():
    for block_size in (1024, 4096):
        yield _image("clean", block_size), "gz"
        recover = _image("recover", block_size)
        recover.by_journal = True
        yield recover, "gz"


def _image(name, block_size):
    image = JournalImage(
        f"ext3-{name}-{size_name(block_size)}",
        block_size=block_size,
        blocks=2560,
        features=_FEATURES,
        inode_size=256,
        inodes=64,
        options=["-J", "size=%d" % (block_size // 1024)],
    )
    image.tree.file("/hello.txt", text("Hello, world!\n"))
    image.tree.file("/changed", text("what stands in the file system itself\n"))
    image.tree.file("/long", patterned("/long", 50_000))
    image.tree.dir("/dir")
    image.tree.symlink("/dir/link", "../hello.txt")
    return image


class JournalImage(Image):
    by_journal = False

    def finish_files(self):
        """Leaves a committed transaction in the journal: a new block for the file /changed."""
        if not self.by_journal:
            return
        block = run("debugfs", "-R", "blocks /changed", self.raw).strip()
        source = os.path.join(self.work, "block")
        with open(source, "wb") as file:
            file.write(_NEW.ljust(self.block_size, b"\0"))
        self.debugfs(["journal_open", f"journal_write -b {block} {source}", "journal_close"])
        assert "needs_recovery" in run("debugfs", "-R", "features", self.raw)
        self._set_commit_time()

    def _check(self):
        """debugfs reads the image as it lies; afterwards the tree is as the journal makes it."""
        super()._check()
        if self.by_journal:
            changed = self.tree.entries[b"/changed"]
            changed.content = text(_NEW.decode().ljust(changed.content.size, "\0"))

    def _set_commit_time(self):
        """debugfs takes the time of the commit from the clock."""
        fs = Ext2(self.raw)
        commit = fs.bytes.find(_COMMIT_BLOCK)
        assert commit % self.block_size == 0
        fs.bytes[commit + 48 : commit + 60] = struct.pack(">QI", TIME, 0)
        fs.close()
