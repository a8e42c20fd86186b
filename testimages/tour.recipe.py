# SPDX-License-Identifier: Apache-2.0
"""The image of the README's first command: a little of everything, with layouts that are easy to read.

/man-page is the file of the mpage_readpages manual page: twelve blocks, the indirect block, four blocks, here from
disk block 1000 on, so that the page's "0 1 ... 11 12 13 14 15 16" reads 1000 1001 ... 1011 1012 1013 1014 1015 1016.
"""

from content import sparse, text
from image import Image

README = """\
Welcome to the inside of an ext2 file system.

Nothing is mounted: ext2cat reads this image as Linux would read the disk.
Some files that are worth a look:

  /man-page         16 blocks: 0-11, the indirect block, 12-15, one behind the other
  /fragments        never two neighbours on disk
  /backwards        the last block first
  /mostly-nothing   a hole of 64 MiB with a word at each end
  /notes/latest     a symbolic link
  /notes/caf\u00e9.txt   a name in UTF-8
"""

VERSE = """\
Twelve blocks the inode knows by heart,
the thirteenth tells where more of them start;
the next one tells of tables more,
and three times deep is the last one's store.
"""


def images():
    image = Image(
        "tour",
        block_size=1024,
        blocks=1536,
        inodes=64,
        features="sparse_super,filetype,ext_attr,dir_index,large_file",
        options=["-L", "tour"],
    )
    tree = image.tree
    tree.file("/README.txt", text(README), mtime=1735689600)
    tree.dir("/notes")
    tree.file("/notes/verse.txt", text(VERSE), uid=1000, gid=1000, mtime=1735689600, xattrs={"user.author": b"a bystander"})
    tree.file("/notes/caf\u00e9.txt", text("un caf\u00e9, s'il vous pla\u00eet\n"), uid=1000, gid=1000)
    tree.symlink("/notes/latest", "verse.txt", uid=1000, gid=1000)
    tree.link("/notes/README", "/README.txt")
    tree.symlink("/nowhere", "/notes/lost")
    tree.symlink("/snake", "snake")
    tree.dir("/dev")
    tree.device("/dev/null", "char", 1, 3, mode=0o666)
    tree.fifo("/dev/pipe")
    tree.file("/mostly-nothing", sparse("/mostly-nothing", 64 << 20, (0, 17), ((64 << 20) - 1024, 1024)))
    image.lay("/man-page", "0-11 I12 12-15", at=1000)
    image.lay("/fragments", " _1 ".join(map(str, range(20))), at=1020)
    image.lay("/backwards", "I12 19-0", at=1070)
    yield image, "gz"
