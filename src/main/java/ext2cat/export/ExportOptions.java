// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.bio.BlockUse;

/**
 * What is read of each file, and how much memory that may take.
 *
 * @param memory where contents are put
 * @param xattrs whether extended attributes are read
 * @param hardLinks whether a further name of a file is told as such, without its contents
 * @param slabBytes the contents that are read together; a file longer than a quarter of it is read
 *     in pieces of this size. A multiple of 64 KiB, the largest block
 * @param slabs how many of these there are, at least 1: one is filled while others are received
 */
public record ExportOptions(
        Memory memory, boolean xattrs, boolean hardLinks, int slabBytes, int slabs) {

    /** Where contents are put. */
    public enum Memory {
        /** In arrays, which a {@link java.security.MessageDigest} takes without a copy. */
        HEAP,
        /** Outside the heap, from where a channel takes them without a copy. */
        DIRECT
    }

    /** Contents outside the heap, 4 slabs of 4 MiB, and neither attributes nor hard links. */
    public static final ExportOptions DEFAULT =
            new ExportOptions(Memory.DIRECT, false, false, 4 << 20, 4);

    private static final int MAX_BLOCK_BYTES = 1 << 16;

    /** Options that make sense. */
    public ExportOptions {
        if (slabBytes <= 0 || slabBytes % MAX_BLOCK_BYTES != 0 || slabs < 1) {
            throw new IllegalArgumentException(
                    slabs + " slabs of " + slabBytes + " bytes, which is not a multiple of 64 KiB");
        }
    }

    /**
     * {@return these options, with contents in such memory}
     *
     * @param newMemory which kind of memory
     */
    public ExportOptions withMemory(Memory newMemory) {
        return new ExportOptions(newMemory, xattrs, hardLinks, slabBytes, slabs);
    }

    /**
     * {@return these options, with extended attributes, also those in {@linkplain BlockUse#XATTR
     * blocks}}
     */
    public ExportOptions withXattrs() {
        return new ExportOptions(memory, true, hardLinks, slabBytes, slabs);
    }

    /** {@return these options, with hard links recognised} */
    public ExportOptions withHardLinks() {
        return new ExportOptions(memory, xattrs, true, slabBytes, slabs);
    }

    /**
     * {@return these options, with that much memory}
     *
     * @param newSlabBytes a multiple of 64 KiB
     * @param newSlabs how many of these, at least 1
     */
    public ExportOptions withSlabs(int newSlabBytes, int newSlabs) {
        return new ExportOptions(memory, xattrs, hardLinks, newSlabBytes, newSlabs);
    }

    /** The longest file that is read together with others. */
    int smallFileBytes() {
        return slabBytes / 4;
    }
}
