# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
says 'ext2 timeline: 1000000000$'
says '^2001-09-09 01:46:40'
never 'ns.img: clean'
says 'nanosecond'
