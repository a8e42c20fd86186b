// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import java.io.IOException;

/** The second of two files cannot be read: the cause says why. */
final class SecondSideException extends IOException {

    private static final long serialVersionUID = 1L;

    SecondSideException(IOException cause) {
        super(cause);
    }

    /** Reads something of the second file. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads something of the second file, whose failure is to be told from one of the first. */
    static <T> T of(Reading<T> reading) throws SecondSideException {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new SecondSideException(e);
        }
    }
}
