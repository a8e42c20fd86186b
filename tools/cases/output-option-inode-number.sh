# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
never 'no such file'
has 2 'ext2cat -o <1[23]>: 0'
has 2 'readorder <1[23]>: 0'
has 2 'pin <1[23]>: 0'
has 3 '^5000$'
