# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
run ext2 check t.img
says '1970'
is "exit code of check" $code 0
