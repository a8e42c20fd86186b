// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.device.BlockDevice;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A copy of an image, not packed and with holes, that a checker may be let loose on.
 *
 * @param file the copy, deleted when this is closed
 */
record ExpandedImage(Path file) implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 16;

    /** Copies an image, packed or not. */
    static ExpandedImage of(Path image, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "image-", "");
        ExpandedImage expanded = new ExpandedImage(file);
        try (BlockDevice device =
                        new ImageOpener(
                                        ImageOpener.defaultTemporaryDirectory(),
                                        ExpansionProgress.SILENT)
                                .open(image);
                FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            copy(device, out);
            return expanded;
        } catch (IOException | RuntimeException e) {
            expanded.close();
            throw e;
        }
    }

    private static void copy(BlockDevice device, FileChannel out) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        byte[] zeros = new byte[CHUNK_BYTES];
        long size = device.sizeBytes();
        for (long at = 0; at < size; at += CHUNK_BYTES) {
            int length = (int) Math.min(CHUNK_BYTES, size - at);
            device.read(at, MemorySegment.ofArray(chunk).asSlice(0, length));
            // The last chunk is written even if it is zeros: it gives the file its length.
            if (at + length == size || !Arrays.equals(chunk, zeros)) {
                out.write(ByteBuffer.wrap(chunk, 0, length), at);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
