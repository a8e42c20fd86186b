# SPDX-License-Identifier: Apache-2.0
needs mke2fs xz zstd bzip2
recipe
has 12 'hello'
has 12 ' rc=0'
