# SPDX-License-Identifier: Apache-2.0
"""Block maps of every shape: order on disk, fragments, holes, and null pointers at every level.

See tools/images/layout.py for how a map is written. D and T below are the first file blocks of the double and of the
triple indirect block, P the number of pointers in a block.
"""

from image import Image, size_name

_BLOCKS = {1024: 2048, 2048: 1536, 4096: 1400, 65536: 700}


def images():
    for block_size, blocks in _BLOCKS.items():
        image = Image(
            f"maps-{size_name(block_size)}",
            block_size=block_size,
            blocks=blocks,
            inodes=96,
            features="filetype,sparse_super,large_file",
        )
        pointers = block_size // 4
        _order(image)
        _fragments(image)
        _holes(image, block_size)
        _null_pointers(image, block_size, pointers, 12 + pointers)
        if block_size <= 4096:
            _triple(image, block_size, pointers, 12 + pointers + pointers**2)
        yield image, "gz" if block_size < 65536 else "xz"


def _joined(parts):
    return " ".join(map(str, parts))


def _order(image):
    image.lay("/man-page", "0-11 I12 12-15")
    image.lay("/table-first", "I12 0-19")
    image.lay("/table-last", "0-19 I12")
    image.lay("/table-far", "0-19 _40 I12")
    image.lay("/backwards", "I12 20-0")
    image.lay("/backwards-by-four", "16-19 12-15 8-11 4-7 0-3")


def _fragments(image):
    image.lay("/no-two-adjacent", " _1 ".join(map(str, range(24))))
    image.lay("/runs-of-1-to-3", "0-1 _1 2-4 _2 5 _1 6-8 _1 9-10 _1 11-13 _3 14 _1 15-16 _1 17-19")
    image.lay("/shuffled", _joined(number * 7 % 31 for number in range(31)))
    image.lay("/two-halves-swapped", "10-19 0-9")
    image.lay("/one-step-aside", "0-4 _1 5-9 _1 10-14")


def _holes(image, block_size):
    image.lay("/hole-at-start", "5-20")
    image.lay("/hole-in-middle", "0-4 10-20")
    image.lay("/hole-at-end", "0-10", 20 * block_size)
    image.lay("/hole-at-end-odd", "0-2", 7 * block_size + 77)
    image.lay("/hole-only", "", 100 * block_size)
    image.lay("/hole-at-11", "0-10 12-20")
    image.lay("/hole-at-12", "0-11 13-20")
    image.lay("/hole-at-11-and-12", "0-10 13-20")
    image.lay("/every-other-block", _joined(range(0, 31, 2)))
    image.lay("/every-third-block-absent", _joined(n for n in range(31) if n % 3))
    image.lay("/holes-adjacent-on-disk", "0-2 6-8 12-14")


def _null_pointers(image, block_size, p, d):
    image.lay("/single-absent", f"0-11 {d}-{d + 4}")
    image.lay("/single-all-zero", "0-11 I12", 30 * block_size)
    image.lay("/single-all-zero-then-double", f"0-3 I12 {d}-{d + 1}")
    image.lay("/single-first-null", "13-14")
    image.lay("/single-last-only", f"{d - 1}")
    image.lay("/single-end-double-start", f"{d - 2}-{d + 1}")
    image.lay("/double-absent", "0-15", (d + 10) * block_size)
    image.lay("/double-all-zero", f"0-1 D{d}", (d + 10) * block_size)
    image.lay("/double-null-entry", f"0 {d} {d + 2 * p}-{d + 2 * p + 1}")
    image.lay("/double-first-entry-null", f"{d + p}")
    image.lay("/double-all-zero-single", f"0 D{d} I{d} {d + p}")
    image.lay("/double-border", f"{d + p - 2}-{d + p + 1}")
    image.lay("/double-tables-behind", f"0 {d}-{d + 3} {d + p}-{d + p + 1} I{d + p} I{d} D{d}")


def _triple(image, block_size, p, t):
    image.lay("/double-absent-then-triple", f"0-15 {t}-{t + 2}")
    image.lay("/triple-absent", "0-15", (t + 5) * block_size)
    image.lay("/triple-all-zero", f"0 T{t}", (t + 5) * block_size)
    image.lay("/triple-first-entry-null", f"{t + p * p}")
    image.lay("/triple-null-entry", f"{t} {t + 2 * p * p}")
    image.lay("/triple-null-in-double", f"{t} {t + 2 * p}-{t + 2 * p + 2}")
    image.lay("/triple-all-zero-double", f"1 T{t} D{t}", (t + 1) * block_size)
    image.lay("/triple-all-zero-single", f"1 D{t} I{t}", (t + 1) * block_size)
    image.lay("/double-end-triple-start", f"{t - 2}-{t + 1}")
    image.lay("/all-levels", f"0-11 I12 12-14 {t - p * p}-{t - p * p + 2} {t}-{t + 3}")
