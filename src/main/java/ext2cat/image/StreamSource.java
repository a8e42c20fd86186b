// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A pipe, which gives its bytes once. */
final class StreamSource implements Intake.Source {

    private final String name;
    private final InputStream stream;
    private long readBytes;

    /** The rest of a stream; {@code name} is what messages call it. */
    StreamSource(String name, InputStream stream) {
        this.name = name;
        this.stream = stream;
    }

    @Override
    public String what() {
        return "data";
    }

    @Override
    public int fill(byte[] chunk) throws IOException {
        try {
            int got = stream.readNBytes(chunk, 0, chunk.length);
            readBytes += got;
            return got;
        } catch (IOException e) {
            throw new IOException(
                    "%s: the stream cannot be read after %d bytes: %s"
                            .formatted(name, readBytes, e.getMessage()),
                    e);
        }
    }

    @Override
    public long readBytes() {
        return readBytes;
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public Optional<Ending> ending() {
        return Optional.empty();
    }
}
