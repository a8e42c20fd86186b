# SPDX-License-Identifier: Apache-2.0
needs mke2fs
recipe
has 10 'found out: exit 0 .*with --reader dd:[0-9]*: exit 0'
