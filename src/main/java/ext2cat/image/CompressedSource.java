// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;
import java.util.Optional;

/**
 * Compressed data, expanded.
 *
 * @param input the data
 * @param compression its format
 * @param decoder expands it
 */
record CompressedSource(CompressedInput input, Compression compression, Decoder decoder)
        implements Intake.Source {

    @Override
    public String what() {
        return compression.label() + " data";
    }

    @Override
    public int fill(byte[] chunk) throws IOException {
        return decoder.fill(chunk);
    }

    @Override
    public long readBytes() {
        return input.positionBytes();
    }

    @Override
    public long sizeBytes() {
        return input.sizeBytes();
    }

    @Override
    public Optional<Ending> ending() {
        return Optional.of(decoder.ending());
    }
}
