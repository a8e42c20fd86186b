// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

/**
 * What differs between those who read a file: kernels, debugfs, and this program's own readers. A
 * value, so that one planner serves them all.
 *
 * @param name what {@code --model} calls it
 * @param boundary what a mapping's boundary flag does
 * @param holes how the blocks of a hole are asked for
 * @param pages which pages go through large bios
 * @param buffers the order of mapping and reading in a page that is read block by block
 * @param maxVecs how many pages one bio takes (BIO_MAX_VECS)
 */
public record ReadModel(
        String name,
        BoundaryRule boundary,
        HoleRule holes,
        PageRule pages,
        BufferRule buffers,
        int maxVecs) {

    /** What the boundary flag does to the bio at hand. */
    public enum BoundaryRule {
        /** The bio is submitted when its last block is the one that carries the flag. */
        HONOURED,
        /** Nothing. */
        IGNORED
    }

    /** How the blocks of a hole are asked for. */
    public enum HoleRule {
        /** One get_block call a block, as kernels do. */
        EACH_BLOCK,
        /** One call for as much of the hole as the map can tell. */
        LEAP
    }

    /** Which pages go through large bios. */
    public enum PageRule {
        /** All but the confused ones (mpage). */
        COALESCED,
        /** None: every page is read block by block. */
        BUFFERS
    }

    /** The order of mapping and reading in a page that is read block by block. */
    public enum BufferRule {
        /** All of the page's blocks are mapped, then all are read (Linux 6.1). */
        MAP_ALL_FIRST,
        /** Each block is read as soon as it is mapped. */
        READ_AS_MAPPED
    }

    /** BIO_MAX_VECS of Linux: a bio takes at most 256 pages. */
    public static final int BIO_MAX_VECS = 256;

    /** The ext2 driver of Linux 6.1. */
    public static final ReadModel EXT2 =
            new ReadModel(
                    "ext2",
                    BoundaryRule.HONOURED,
                    HoleRule.EACH_BLOCK,
                    PageRule.COALESCED,
                    BufferRule.MAP_ALL_FIRST,
                    BIO_MAX_VECS);

    /** The same without BH_Boundary: the manual page's "12 0 1 2 …". */
    public static final ReadModel NO_BOUNDARY =
            new ReadModel(
                    "no-boundary",
                    BoundaryRule.IGNORED,
                    HoleRule.EACH_BLOCK,
                    PageRule.COALESCED,
                    BufferRule.MAP_ALL_FIRST,
                    BIO_MAX_VECS);

    /** One read a block, mapped one at a time, as debugfs does. */
    public static final ReadModel PER_BLOCK =
            new ReadModel(
                    "per-block",
                    BoundaryRule.IGNORED,
                    HoleRule.EACH_BLOCK,
                    PageRule.BUFFERS,
                    BufferRule.READ_AS_MAPPED,
                    1);

    /**
     * This program's own readers: the kernel's order, holes leapt over, and bios as large as the
     * file allows. Used with pages of one block, so that no page is ever confused.
     */
    public static final ReadModel STREAM =
            new ReadModel(
                    "stream",
                    BoundaryRule.HONOURED,
                    HoleRule.LEAP,
                    PageRule.COALESCED,
                    BufferRule.MAP_ALL_FIRST,
                    Integer.MAX_VALUE);
}
