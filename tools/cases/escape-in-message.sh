# SPDX-License-Identifier: Apache-2.0
needs mke2fs
mke2fs -q -F -t ext2 -b 1024 whole.img 1M > said 2>&1
odd=$(printf 'a\033[31mX\nb')
head -c 100000 whole.img > "$odd"
mkdir "dir$odd"
# one COMMAND...: no message has an escape, and none is more than a line.
one() {
    run "$@"
    if grep -q $'\033' said; then
        wrong "$*: an escape on standard error"
    fi
    never '^b'
}
one ext2 ls "$odd"
one ext2 ls "none$odd"
one ext2 "$odd" whole.img
one ext2 ls "--$odd" whole.img
one ext2 ls "--sort=$odd" whole.img
one ext2cat -o "none/$odd" whole.img /lost+found
one ext2 extract -C "$odd" whole.img
one ext2 readorder --format "$odd" whole.img /
one ext2 readorder --against "$odd" whole.img /lost+found
one ext2 find whole.img "-$odd"
gzip -k whole.img
one env TMPDIR="none$odd" ext2 ls whole.img.gz
