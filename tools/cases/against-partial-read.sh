# SPDX-License-Identifier: Apache-2.0
needs mke2fs
recipe
never 'holds nothing of the file'
says 'only a part of the file'
