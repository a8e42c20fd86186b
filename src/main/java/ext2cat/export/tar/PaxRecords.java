// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The contents of an extended header: records of {@code LENGTH KEY=VALUE\n}. */
final class PaxRecords {

    private static final int NANOS_DIGITS = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    void clear() {
        bytes.reset();
    }

    void add(String key, long value) {
        add(key, Long.toString(value));
    }

    /** Seconds since 1970, with as many digits after the point as are needed. */
    void add(String key, Instant time) {
        add(key, text(time));
    }

    void add(String key, String value) {
        add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    void add(String key, byte[] value) {
        add(key.getBytes(StandardCharsets.UTF_8), value);
    }

    /**
     * A record.
     *
     * @param key without {@code =}
     * @param value any bytes
     */
    void add(byte[] key, byte[] value) {
        int length = lengthWithDigits(key.length + value.length + " =\n".length());
        bytes.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        bytes.write(' ');
        bytes.writeBytes(key);
        bytes.write('=');
        bytes.writeBytes(value);
        bytes.write('\n');
    }

    /** The length of a record, which counts the digits that tell it. */
    private static int lengthWithDigits(int rest) {
        int length = rest;
        while (length != rest + digits(length)) {
            length = rest + digits(length);
        }
        return length;
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    static String text(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        if (nanos == 0) {
            return Long.toString(seconds);
        }
        String sign = "";
        if (seconds < 0) {
            // An Instant counts nanoseconds forwards, a decimal number away from zero.
            sign = "-";
            seconds = -(seconds + 1);
            nanos = 1_000_000_000 - nanos;
        }
        int digits = NANOS_DIGITS;
        while (nanos % 10 == 0) {
            nanos /= 10;
            digits--;
        }
        String fraction = Integer.toString(nanos);
        return sign + seconds + '.' + "0".repeat(digits - fraction.length()) + fraction;
    }
}
