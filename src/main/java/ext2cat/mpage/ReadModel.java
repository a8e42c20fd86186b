// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import ext2cat.bio.Bio;

/**
 * What differs between those who read a file: kernels, debugfs, and this program's own readers. A
 * value, so that one planner serves them all.
 *
 * @param name what {@code --model} calls it
 * @param boundary what a mapping's boundary flag does
 * @param holes how the blocks of a hole are asked for
 * @param pages which pages go through large bios
 * @param buffers the order of mapping and reading in a page that is read block by block
 * @param maxVecs how many folios one bio takes that do not adjoin in memory
 * @param vecs what folios that adjoin in memory do to that
 * @param map what is remembered of the map
 * @param readahead how windows are chosen
 * @param windows what the pages of a window that are cached already do to it
 * @param windowOp how the bios of a window are marked
 * @param calls how a read call goes through its pages
 */
public record ReadModel(
        String name,
        BoundaryRule boundary,
        HoleRule holes,
        PageRule pages,
        BufferRule buffers,
        int maxVecs,
        VecRule vecs,
        MapRule map,
        ReadaheadRule readahead,
        WindowRule windows,
        Bio.Op windowOp,
        CallRule calls) {

    /** What the boundary flag does to the bio at hand. */
    public enum BoundaryRule {
        /** The bio is submitted when its last block is the one that carries the flag. */
        HONOURED,
        /**
         * The bio is submitted when its last block carries the flag, but only if the mapping was
         * made for the bio's last folio and lies wholly in it; one that reaches over several folios
         * loses its flag (the ext4 driver).
         */
        WITHIN_FOLIO,
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
        /** Each block is read after the next one is mapped (Linux 6.18). */
        ONE_AHEAD,
        /** Each block is read as soon as it is mapped. */
        READ_AS_MAPPED
    }

    /** What folios that adjoin in memory do to the size of a bio. */
    public enum VecRule {
        /** Nothing: each has a vec of its own (Linux 3.10). */
        ONE_EACH,
        /** They share a vec. */
        SHARED
    }

    /** What is remembered of a file's map from one mapping call to the next. */
    public enum MapRule {
        /** Nothing: the indirect blocks are looked at each time. */
        EACH_CALL,
        /**
         * Every run that was mapped, and with an extent all others of its leaf, joined to their
         * neighbours (ext4's extent status tree).
         */
        EXTENT_STATUS
    }

    /** How windows are chosen. */
    public enum ReadaheadRule {
        /**
         * In single pages, never more than the window's limit at a time, and what advice asks for
         * without any limit (Linux 3.10).
         */
        BOUNDED_PAGES,
        /** In single pages (Linux 6.1, a file system without large folios). */
        PAGES,
        /** In folios that grow with the windows (Linux 6.18 with large folios). */
        FOLIOS
    }

    /** What the pages of a window that are cached already do to it. */
    public enum WindowRule {
        /** They are left out, and the others go to the file system in one call (Linux 3.10). */
        LISTED,
        /** They divide it: each run between them is a call of its own. */
        DIVIDED
    }

    /** How a read call goes through its pages. */
    public enum CallRule {
        /**
         * Page by page; the file's size is looked at when the page is there, so a call that comes
         * to the end of a file of whole pages has one page more read, all zeros (Linux 3.10).
         */
        PAGE_FIRST,
        /** In batches of cached pages, none behind the file's size. */
        SIZE_FIRST
    }

    /**
     * {@return the model of a machine on which all pages adjoin in memory: where they share a vec,
     * a bio takes as many as there are to be read}
     */
    public ReadModel withAdjoiningPages() {
        if (vecs == VecRule.ONE_EACH) {
            return this;
        }
        return new ReadModel(
                name,
                boundary,
                holes,
                pages,
                buffers,
                Integer.MAX_VALUE,
                vecs,
                map,
                readahead,
                windows,
                windowOp,
                calls);
    }

    /** This model under another name, with another rule for the boundary flag. */
    private ReadModel withBoundary(String newName, BoundaryRule rule) {
        return new ReadModel(
                newName, rule, holes, pages, buffers, maxVecs, vecs, map, readahead, windows,
                windowOp, calls);
    }

    /** BIO_MAX_VECS of Linux: a bio takes at most 256 folios. */
    public static final int BIO_MAX_VECS = 256;

    /** The ext2 driver of Linux 6.1. */
    public static final ReadModel EXT2 =
            new ReadModel(
                    "ext2",
                    BoundaryRule.HONOURED,
                    HoleRule.EACH_BLOCK,
                    PageRule.COALESCED,
                    BufferRule.MAP_ALL_FIRST,
                    BIO_MAX_VECS,
                    VecRule.SHARED,
                    MapRule.EACH_CALL,
                    ReadaheadRule.PAGES,
                    WindowRule.DIVIDED,
                    Bio.Op.READAHEAD,
                    CallRule.SIZE_FIRST);

    /** The ext4 driver of Linux 6.18, with large folios: of ext2, ext3 and ext4 file systems. */
    public static final ReadModel EXT4 =
            new ReadModel(
                    "ext4",
                    BoundaryRule.WITHIN_FOLIO,
                    HoleRule.EACH_BLOCK,
                    PageRule.COALESCED,
                    BufferRule.ONE_AHEAD,
                    BIO_MAX_VECS,
                    VecRule.SHARED,
                    MapRule.EXTENT_STATUS,
                    ReadaheadRule.FOLIOS,
                    WindowRule.DIVIDED,
                    Bio.Op.READAHEAD,
                    CallRule.SIZE_FIRST);

    /** {@link #EXT2} without BH_Boundary: the manual page's "12 0 1 2 …". */
    public static final ReadModel NO_BOUNDARY =
            EXT2.withBoundary("no-boundary", BoundaryRule.IGNORED);

    /**
     * The ext2 driver of Linux 3.10, the kernel of the manual pages. A bio takes what a disk of
     * then took at once: 512 KiB, 128 pages (max_sectors_kb).
     */
    public static final ReadModel LINUX_3_10 =
            new ReadModel(
                    "linux-3.10",
                    BoundaryRule.HONOURED,
                    HoleRule.EACH_BLOCK,
                    PageRule.COALESCED,
                    BufferRule.MAP_ALL_FIRST,
                    128,
                    VecRule.ONE_EACH,
                    MapRule.EACH_CALL,
                    ReadaheadRule.BOUNDED_PAGES,
                    WindowRule.LISTED,
                    Bio.Op.READ,
                    CallRule.PAGE_FIRST);

    /** {@link #LINUX_3_10} without BH_Boundary. */
    public static final ReadModel LINUX_3_10_NO_BOUNDARY =
            LINUX_3_10.withBoundary("linux-3.10-no-boundary", BoundaryRule.IGNORED);

    /** One read a block, mapped one at a time, as debugfs does. */
    public static final ReadModel PER_BLOCK =
            new ReadModel(
                    "per-block",
                    BoundaryRule.IGNORED,
                    HoleRule.EACH_BLOCK,
                    PageRule.BUFFERS,
                    BufferRule.READ_AS_MAPPED,
                    1,
                    VecRule.SHARED,
                    MapRule.EACH_CALL,
                    ReadaheadRule.PAGES,
                    WindowRule.DIVIDED,
                    Bio.Op.READAHEAD,
                    CallRule.SIZE_FIRST);

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
                    Integer.MAX_VALUE,
                    VecRule.SHARED,
                    MapRule.EACH_CALL,
                    ReadaheadRule.PAGES,
                    WindowRule.DIVIDED,
                    Bio.Op.READAHEAD,
                    CallRule.SIZE_FIRST);
}
