# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
says '^note: inode 12 .*1970'
says '^t.img: clean'
