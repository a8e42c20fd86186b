// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.BioDestination;
import ext2cat.bio.destination.ChannelDestination;
import ext2cat.device.BlockDevice;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Compares what a file holds with what was written to it. */
final class Contents {

    private Contents() {}

    /** The hash of the whole file as it is sent to a channel, holes and all. */
    static String sha256(Inode file) throws IOException {
        MessageDigest digest = sha256();
        ChannelDestination hashed =
                new ChannelDestination(
                        Channels.newChannel(
                                new DigestOutputStream(OutputStream.nullOutputStream(), digest)),
                        0,
                        file.sizeBytes());
        file.read(0, file.sizeBytes(), hashed);
        hashed.finish();
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The same for a file too long to be hashed: the extents are what was written there, and every
     * other byte that comes from the disk is zero. Holes are not read.
     */
    static void check(Inode file, List<WrittenExtent> extents) throws IOException {
        long size = file.sizeBytes();
        List<Run> runs = new ArrayList<>();
        file.read(0, size, collecting(size, runs));
        for (WrittenExtent extent : extents) {
            byte[] bytes = new byte[extent.lengthBytes()];
            runs.forEach(run -> run.moveTo(bytes, extent.offsetBytes()));
            assertThat(HexFormat.of().formatHex(sha256().digest(bytes)))
                    .as("%s from byte %d on", extent.path(), extent.offsetBytes())
                    .isEqualTo(extent.sha256());
        }
        for (Run run : runs) {
            assertThat(run.bytes())
                    .as("what was not written, from byte %d on", run.offsetBytes())
                    .containsOnly(0);
        }
    }

    private static BioDestination collecting(long sizeBytes, List<Run> runs) {
        return (BlockDevice device, long position, long fileOffset, long length) -> {
            byte[] bytes = new byte[Math.toIntExact(length)];
            device.read(position, MemorySegment.ofArray(bytes));
            // What lies behind the end of the file in its last block is no part of it.
            Arrays.fill(
                    bytes, (int) Math.min(length, sizeBytes - fileOffset), bytes.length, (byte) 0);
            runs.add(new Run(fileOffset, bytes));
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Bytes that came from the disk. */
    private record Run(long offsetBytes, byte[] bytes) {

        /** Moves what lies in a range of the file there, and leaves zeros behind. */
        void moveTo(byte[] range, long rangeOffsetBytes) {
            long from = Math.max(offsetBytes, rangeOffsetBytes);
            long to = Math.min(offsetBytes + bytes.length, rangeOffsetBytes + range.length);
            if (from < to) {
                int start = (int) (from - offsetBytes);
                int length = (int) (to - from);
                System.arraycopy(bytes, start, range, (int) (from - rangeOffsetBytes), length);
                Arrays.fill(bytes, start, start + length, (byte) 0);
            }
        }
    }
}
