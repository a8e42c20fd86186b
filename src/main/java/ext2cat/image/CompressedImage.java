// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Container;
import ext2cat.image.format.Siblings;

import java.io.IOException;
import java.util.Optional;

/**
 * An image that is compressed as a whole.
 *
 * @param intake takes the expanded bytes
 */
record CompressedImage(Intake intake) implements Container {

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

    @Override
    public boolean mayHoldContainer() {
        return true;
    }

    /**
     * Expands the image. What comes before damage or a cut is expanded, and the progress hears how
     * the data ended.
     *
     * @throws IOException if the compressed data cannot be read, or as {@link Intake#take}; nothing
     *     stays behind
     */
    private BlockDevice expand(BlockDevice compressed, Compression compression) throws IOException {
        CompressedInput input = new CompressedInput(compressed);
        try (Decoder decoder = new Decoder(input, compression)) {
            return intake.take(
                    compressed.name(),
                    compressed.name() + " (expanded)",
                    new CompressedSource(input, compression, decoder));
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
