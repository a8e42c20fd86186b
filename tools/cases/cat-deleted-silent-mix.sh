# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
has 4 '4 of its 5 blocks'
