# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
has 6 'rc=3, 2 lines on stderr'
