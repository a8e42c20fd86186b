// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.device.MappedDevice;
import ext2cat.host.TemporaryFile;

import java.io.IOException;
import java.nio.file.Path;

/** An image that is compressed as a whole, and how it is expanded. */
final class CompressedImage {

    private final BlockDevice compressed;
    private final Compression compression;

    /** The device stays the caller's. */
    CompressedImage(BlockDevice compressed, Compression compression) {
        this.compressed = compressed;
        this.compression = compression;
    }

    /**
     * Expands the image into a temporary file, which has holes for zeros. What comes before damage
     * or a cut is expanded, and {@code progress} hears how the data ended.
     *
     * @return the expanded image, to be closed by the caller
     * @throws IOException if the compressed data cannot be read, or if there is no room in {@code
     *     directory} (the message names it); nothing stays behind
     */
    BlockDevice expandInto(Path directory, ExpansionProgress progress) throws IOException {
        CompressedInput input = new CompressedInput(compressed);
        try (TemporaryFile expanded = TemporaryFile.createIn(directory);
                Decoder decoder = new Decoder(input, compression)) {
            byte[] chunk = new byte[TemporaryFile.CHUNK_BYTES];
            long expandedBytes = 0;
            for (int got = chunk.length; got == chunk.length; ) {
                got = decoder.fill(chunk);
                expanded.append(chunk, got);
                expandedBytes += got;
                progress.expanded(input.positionBytes(), compressed.sizeBytes(), expandedBytes);
            }
            progress.ended(decoder.ending());
            return MappedDevice.ofOwnFile(compressed.name() + " (expanded)", expanded.handOver());
        } catch (TooLittleMemoryException e) {
            throw new IOException(
                    "%s: the JVM has too little memory to expand this %s data (%s)"
                            .formatted(compressed.name(), compression.label(), e.getMessage()),
                    e);
        } catch (LinkageError e) {
            // The library, or its native part, is missing or cannot be loaded.
            throw new IOException(
                    "%s: %s data cannot be expanded here: %s"
                            .formatted(compressed.name(), compression.label(), e),
                    e);
        }
    }
}
