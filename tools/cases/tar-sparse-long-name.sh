# SPDX-License-Identifier: Apache-2.0
needs mke2fs bsdtar python3
recipe
never 'GNUSparseFile'
has 3 ' 7 sparse'
