// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Standard output takes nothing any more: no fault of the image, and the end of all work. */
public final class OutputFailure extends IOException {

    private static final long serialVersionUID = 1L;

    OutputFailure(IOException cause) {
        super(cause);
    }

    /** A stream whose errors are told apart from those of what is read. */
    static final class Stream extends OutputStream {

        private final OutputStream out;

        Stream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new OutputFailure(e);
            }
        }
    }

    /** A channel whose failures are of the output. It does not close the one below. */
    static final class Channel implements WritableByteChannel {

        private final WritableByteChannel out;

        Channel(WritableByteChannel out) {
            this.out = out;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            try {
                return out.write(bytes);
            } catch (IOException e) {
                throw new OutputFailure(e);
            }
        }

        @Override
        public boolean isOpen() {
            return out.isOpen();
        }

        @Override
        public void close() {}
    }
}
