// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import ext2cat.device.BlockDevice;
import ext2cat.device.TemporaryImage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
     * Expands the image into a temporary file, which has holes for zeros.
     *
     * @return the expanded image, to be closed by the caller
     * @throws IOException if the compressed data is damaged or cut off (the message names the file
     *     and tells where), or if there is no room in {@code directory} (the message names it);
     *     nothing stays behind
     */
    BlockDevice expandInto(Path directory, ExpansionProgress progress) throws IOException {
        DeviceInputStream input = new DeviceInputStream(compressed);
        try (TemporaryImage expanded = TemporaryImage.createIn(directory);
                InputStream decoder = open(input)) {
            byte[] chunk = new byte[TemporaryImage.CHUNK_BYTES];
            long expandedBytes = 0;
            for (int got = chunk.length; got == chunk.length; ) {
                got = next(decoder, chunk, input);
                expanded.append(chunk, got);
                expandedBytes += got;
                progress.expanded(input.positionBytes(), compressed.sizeBytes(), expandedBytes);
            }
            return expanded.toDevice(compressed.name() + " (expanded)");
        }
    }

    private InputStream open(DeviceInputStream input) throws IOException {
        if (compression == Compression.ZSTD) {
            checkFrames();
        }
        try {
            return compression == Compression.GZIP
                    ? new GzipInputStream(input)
                    : CommonsDecoders.open(compression, input);
        } catch (IOException | RuntimeException e) {
            throw damaged(input, e);
        } catch (LinkageError e) {
            // The library, or its native part, is missing or cannot be loaded.
            throw new IOException(
                    "%s: %s data cannot be expanded here: %s"
                            .formatted(compressed.name(), compression.label(), e),
                    e);
        }
    }

    private void checkFrames() throws IOException {
        DeviceInputStream input = new DeviceInputStream(compressed);
        try {
            ZstdFrames.check(input);
        } catch (IOException e) {
            throw damaged(input, e);
        }
    }

    /** Fills {@code chunk}, but for the last one. */
    private int next(InputStream decoder, byte[] chunk, DeviceInputStream input)
            throws IOException {
        try {
            return decoder.readNBytes(chunk, 0, chunk.length);
        } catch (IOException | RuntimeException e) {
            // Decoders answer some damaged data with an index out of bounds and the like.
            throw damaged(input, e);
        }
    }

    private IOException damaged(DeviceInputStream input, Exception cause) {
        if (input.failure().isPresent()) {
            return input.failure().get();
        }
        if (compression != Compression.GZIP && CommonsDecoders.isMemoryLimit(cause)) {
            return new IOException(
                    "%s: the JVM has too little memory to expand this %s data (%s)"
                            .formatted(compressed.name(), compression.label(), cause.getMessage()),
                    cause);
        }
        return new IOException(
                "%s: %s data is damaged or cut off near byte %d of %d (%s)"
                        .formatted(
                                compressed.name(),
                                compression.label(),
                                input.positionBytes(),
                                compressed.sizeBytes(),
                                reason(cause)),
                cause);
    }

    private static String reason(Exception cause) {
        if (cause.getMessage() != null) {
            return cause.getMessage();
        }
        return cause instanceof EOFException ? "it ends too early" : cause.toString();
    }
}
