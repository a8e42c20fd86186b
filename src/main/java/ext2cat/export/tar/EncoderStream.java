// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An encoder that says once that its output failed. Some encoders throw the very same exception
 * again when they are closed, which no {@code try} with resources can add to itself.
 */
final class EncoderStream extends OutputStream {

    private final OutputStream encoder;
    private boolean failed;

    EncoderStream(OutputStream encoder) {
        this.encoder = encoder;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int lengthBytes) throws IOException {
        try {
            encoder.write(bytes, offset, lengthBytes);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        encoder.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            encoder.close();
        } catch (IOException e) {
            if (!failed) {
                throw e;
            }
        }
    }
}
