// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.record;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.bytes.LittleEndian;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Who has the file system mounted (struct mmp_struct): a system that has it counts the sequence up
 * every few seconds, and one that wants it waits whether that changes.
 *
 * @param sequence what is counted up, or {@link #CLEAN} or {@link #FSCK}
 * @param time when it was written
 * @param node the name of the system
 * @param device what the system calls the device
 * @param checkIntervalSeconds how long others must wait
 */
public record MmpBlock(
        long sequence, Instant time, String node, String device, int checkIntervalSeconds) {

    /** EXT4_MMP_SEQ_CLEAN: nobody has it. */
    public static final long CLEAN = 0xFF4D4D50L;

    /** EXT4_MMP_SEQ_FSCK: it is being checked. */
    public static final long FSCK = 0xE24D4D50L;

    private static final int MAGIC = 0x004D4D50;
    private static final int NODE = 16;
    private static final int DEVICE = 80;
    private static final int CHECK_INTERVAL = 112;

    /**
     * Decodes the block.
     *
     * @param bytes all of it
     * @param block its number, for the message
     * @throws CorruptImageException if it is none
     */
    public static MmpBlock decode(byte[] bytes, long block) throws CorruptImageException {
        if (LittleEndian.u32(bytes, 0) != MAGIC) {
            throw CorruptImageException.at(
                    "block " + block,
                    "it begins with 0x%08x, not with 0x%08x as for multiple mount protection",
                    LittleEndian.u32(bytes, 0),
                    MAGIC);
        }
        return new MmpBlock(
                LittleEndian.u32(bytes, 4),
                Instant.ofEpochSecond(LittleEndian.u32(bytes, 8)),
                text(bytes, NODE, DEVICE),
                text(bytes, DEVICE, CHECK_INTERVAL),
                LittleEndian.u16(bytes, CHECK_INTERVAL));
    }

    private static String text(byte[] bytes, int start, int end) {
        int length = 0;
        while (start + length < end && bytes[start + length] != 0) {
            length++;
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }
}
