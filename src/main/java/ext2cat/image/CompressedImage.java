// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.device.MappedDevice;
import ext2cat.host.TemporaryFile;
import ext2cat.image.format.Container;
import ext2cat.image.format.Siblings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image that is compressed as a whole. It is expanded into a temporary file, which has holes for
 * zeros.
 *
 * @param directory where the file is made
 * @param progress hears of the expansion
 */
record CompressedImage(Path directory, ExpansionProgress progress) implements Container {

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        Optional<Compression> compression = Compression.of(device);
        if (compression.isEmpty()) {
            return Optional.empty();
        }
        BlockDevice expanded = expand(device, compression.get());
        device.close();
        return Optional.of(expanded);
    }

    /**
     * Expands the image. What comes before damage or a cut is expanded, and {@link #progress} hears
     * how the data ended.
     *
     * @throws IOException if the compressed data cannot be read, or if there is no room in {@link
     *     #directory} (the message names it); nothing stays behind
     */
    private BlockDevice expand(BlockDevice compressed, Compression compression) throws IOException {
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
