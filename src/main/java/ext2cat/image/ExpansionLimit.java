// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.image.format.Head;

import java.io.IOException;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * How far an image is expanded. A few KiB can expand to petabytes, so there is an end to it:
 *
 * <ul>
 *   <li>the size that the user allows, if one was given; what is larger is refused;
 *   <li>or else the end that the image's own superblock or table of partitions states, and 64 MiB
 *       more for what may follow (a tree of hashes, a copy of the table); the rest is not needed;
 *   <li>or else, where neither is there, 64 GiB; what is larger is refused.
 * </ul>
 *
 * <p>Zeros take no room, and the room that the others take is watched by the temporary file.
 *
 * @param askedBytes the size that the user allows
 * @param needsMore whether what follows a file system at the start is needed, since a position in
 *     the image was given
 */
record ExpansionLimit(OptionalLong askedBytes, boolean needsMore) {

    /** What is neither a file system nor a disk with partitions. */
    private static final long UNKNOWN_BYTES = 1L << 36;

    private static final long FOLLOWING_BYTES = 1L << 26;

    private static final int SUPERBLOCK_AT = 1024;
    private static final int SUPERBLOCK_END = 2048;
    private static final int FEATURE_64BIT = 0x80;
    private static final byte[] EXT_MAGIC = HexFormat.of().parseHex("53ef");
    private static final byte[] MBR_MAGIC = HexFormat.of().parseHex("55aa");
    private static final byte[] GPT_MAGIC = HexFormat.of().parseHex("4546492050415254");

    /** The largest sector, by which an MBR may count; its entries do not say. */
    private static final int MOST_SECTOR_BYTES = 4096;

    /**
     * Where one image ends at the latest.
     *
     * @param bytes its size then
     * @param why what states so; empty if what is larger is refused
     */
    record End(long bytes, String why) {

        /** Of an image of which nothing was seen yet. */
        static final End NONE = new End(Long.MAX_VALUE, "");

        /** Whether the rest is not needed. */
        boolean isReached(long takenBytes) {
            return !why.isEmpty() && takenBytes >= bytes;
        }

        /** Refuses an image that is too large. */
        void check(String from, String what, long takenBytes) throws IOException {
            if (why.isEmpty() && takenBytes > bytes) {
                throw new IOException(
                        "%s: its %s is of more than %d bytes, which is the limit; --max-expand sets another"
                                .formatted(from, what, bytes));
            }
        }
    }

    /** The end of an image that begins with these bytes. */
    End of(byte[] head, int headBytes) {
        if (askedBytes.isPresent()) {
            return new End(askedBytes.getAsLong(), "");
        }
        long fileSystemBytes = needsMore || headBytes < SUPERBLOCK_END ? 0 : fileSystemBytes(head);
        long diskBytes = headBytes < 2 * MOST_SECTOR_BYTES ? 0 : diskBytes(head);
        if (fileSystemBytes == 0 && diskBytes == 0) {
            return new End(UNKNOWN_BYTES, "");
        }
        return fileSystemBytes >= diskBytes
                ? new End(
                        withFollowing(fileSystemBytes),
                        "the file system ends at byte " + fileSystemBytes)
                : new End(withFollowing(diskBytes), "its partitions end before byte " + diskBytes);
    }

    private static long withFollowing(long bytes) {
        return bytes > Long.MAX_VALUE - FOLLOWING_BYTES ? Long.MAX_VALUE : bytes + FOLLOWING_BYTES;
    }

    /** What the superblock says; 0 if there is none, or what it says makes no sense. */
    private static long fileSystemBytes(byte[] head) {
        if (!Head.has(head, SUPERBLOCK_AT + 56, EXT_MAGIC)) {
            return 0;
        }
        long logBlock = Head.number(head, SUPERBLOCK_AT + 24, 4);
        boolean is64Bit = (Head.number(head, SUPERBLOCK_AT + 96, 4) & FEATURE_64BIT) != 0;
        long blocks =
                Head.number(head, SUPERBLOCK_AT + 4, 4)
                        | (is64Bit ? Head.number(head, SUPERBLOCK_AT + 0x150, 4) << 32 : 0);
        if (logBlock > 6 || blocks <= 0 || blocks > Long.MAX_VALUE >> 10 + logBlock) {
            return 0;
        }
        return blocks << 10 + logBlock;
    }

    /** Where the last partition ends at the latest; 0 if there is no table. */
    private static long diskBytes(byte[] head) {
        for (int sectorBytes = 512; sectorBytes <= MOST_SECTOR_BYTES; sectorBytes *= 2) {
            if (Head.has(head, sectorBytes, GPT_MAGIC)) {
                // AlternateLBA: the copy of the header, which is in the last sector.
                long last = Head.number(head, sectorBytes + 32, 8);
                return last < 1 || last > Long.MAX_VALUE / sectorBytes - 1
                        ? 0
                        : (last + 1) * sectorBytes;
            }
        }
        long endSectors = 0;
        for (int at = 446; at < 510 && Head.has(head, 510, MBR_MAGIC); at += 16) {
            if (head[at + 4] != 0) {
                endSectors =
                        Math.max(
                                endSectors,
                                Head.number(head, at + 8, 4) + Head.number(head, at + 12, 4));
            }
        }
        return endSectors * MOST_SECTOR_BYTES;
    }
}
