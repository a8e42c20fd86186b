// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Files that people mistake for captures, told by their first bytes. */
enum ForeignFormat {
    PERF_DATA("PERFILE2", "is a perf recording; print it with perf script first"),
    TRACE_CMD(
            "\u0017\u0008Dtracing",
            "is a trace-cmd recording; print it with trace-cmd report first"),
    XZ("\u00fd7zXZ", "is compressed by xz; expand it first"),
    ZSTD("(\u00b5/\u00fd", "is compressed by zstd; expand it first"),
    BZIP2("BZh", "is compressed by bzip2; expand it first");

    private static final int LOOKED_AT_BYTES = 512;

    private final byte[] magic;
    private final String advice;

    ForeignFormat(String magic, String advice) {
        this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
        this.advice = advice;
    }

    /**
     * Looks at the first bytes, which stay.
     *
     * @throws CaptureException if the file is empty, of a form known here, or not text
     */
    static void refuse(String name, ByteInput input) throws IOException {
        int available = input.fill(LOOKED_AT_BYTES);
        if (available == 0) {
            throw new CaptureException(name + " is empty");
        }
        for (ForeignFormat format : values()) {
            if (format.matches(input, available)) {
                throw new CaptureException(name + " " + format.advice);
            }
        }
        for (int i = 0; i < available; i++) {
            if (input.peek(i) == 0) {
                throw new CaptureException(
                        name
                                + " is neither text nor a blktrace binary: byte "
                                + i
                                + " is zero and the first bytes are not a magic number");
            }
        }
    }

    private boolean matches(ByteInput input, int available) {
        if (available < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (input.peek(i) != Byte.toUnsignedInt(magic[i])) {
                return false;
            }
        }
        return true;
    }
}
