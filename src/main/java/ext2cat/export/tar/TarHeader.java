// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A ustar header: one block, whose fields are set one by one. Numbers are octal digits that end in
 * a NUL, but for a size of 8 GiB or more, which is binary as in GNU's headers.
 */
final class TarHeader {

    /** The types of entries, as letters. */
    enum Type {
        FILE('0'),
        HARD_LINK('1'),
        SYMLINK('2'),
        CHARACTER_DEVICE('3'),
        BLOCK_DEVICE('4'),
        DIRECTORY('5'),
        FIFO('6'),
        /** Records that belong to the next entry. */
        EXTENDED('x');

        private final byte letter;

        Type(char letter) {
            this.letter = (byte) letter;
        }
    }

    /** The bytes of a name, or of the last part of one, that there is room for. */
    private static final int NAME_BYTES = 100;

    /** The bytes of the directory before it. */
    private static final int PREFIX_BYTES = 155;

    /** The largest number of seven octal digits. */
    static final long MAX_SHORT_NUMBER = 07777777L;

    /** The largest number of eleven octal digits. */
    static final long MAX_LONG_NUMBER = 077777777777L;

    private static final int NAME = 0;
    private static final int MODE = 100;
    private static final int UID = 108;
    private static final int GID = 116;
    private static final int SIZE = 124;
    private static final int MTIME = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK_NAME = 157;
    private static final int MAGIC = 257;
    private static final int DEVICE_MAJOR = 329;
    private static final int DEVICE_MINOR = 337;
    private static final int PREFIX = 345;
    private static final int SHORT_DIGITS = 7;
    private static final int LONG_DIGITS = 11;
    private static final byte[] MAGIC_AND_VERSION =
            "ustar\00000".getBytes(StandardCharsets.US_ASCII);

    private final byte[] block = new byte[TarOutput.BLOCK_BYTES];

    /** Begins an entry, with every number 0. */
    void begin(Type type, byte[] name) {
        Arrays.fill(block, (byte) 0);
        block[TYPE] = type.letter;
        System.arraycopy(MAGIC_AND_VERSION, 0, block, MAGIC, MAGIC_AND_VERSION.length);
        name(name);
        mode(0);
        owner(0, 0);
        size(0);
        mtime(0);
        device(0, 0);
    }

    void mode(int permissions) {
        octal(MODE, SHORT_DIGITS, permissions);
    }

    /** Numbers that are too large are left to a record, and 0 here. */
    void owner(long uid, long gid) {
        octal(UID, SHORT_DIGITS, uid <= MAX_SHORT_NUMBER ? uid : 0);
        octal(GID, SHORT_DIGITS, gid <= MAX_SHORT_NUMBER ? gid : 0);
    }

    /** The bytes of contents that follow. Those who read no binary number need a record too. */
    void size(long bytes) {
        if (bytes <= MAX_LONG_NUMBER) {
            octal(SIZE, LONG_DIGITS, bytes);
        } else {
            binary(SIZE, LONG_DIGITS, bytes);
        }
    }

    /** As {@link #owner} for a time outside of what there is room for. */
    void mtime(long seconds) {
        octal(MTIME, LONG_DIGITS, seconds >= 0 && seconds <= MAX_LONG_NUMBER ? seconds : 0);
    }

    /** What there is no room for is left to a record. */
    void linkName(byte[] name) {
        copy(LINK_NAME, name, 0, Math.min(NAME_BYTES, name.length));
    }

    /** The numbers of Linux have 12 and 20 bits, so they always fit. */
    void device(int major, int minor) {
        octal(DEVICE_MAJOR, SHORT_DIGITS, major);
        octal(DEVICE_MINOR, SHORT_DIGITS, minor);
    }

    /** The block, with its sum. */
    byte[] finished() {
        Arrays.fill(block, CHECKSUM, CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        // Six digits, a NUL and the space that is there.
        octal(CHECKSUM, 6, sum);
        return block;
    }

    /** Whether there is room for a whole name. */
    static boolean fits(byte[] name) {
        return name.length <= NAME_BYTES || slash(name) > 0;
    }

    /** Whether there is room for the whole name of a link. */
    static boolean fitsLink(byte[] name) {
        return name.length <= NAME_BYTES;
    }

    private void name(byte[] name) {
        int slash = name.length <= NAME_BYTES ? 0 : slash(name);
        if (slash > 0) {
            copy(PREFIX, name, 0, slash);
            copy(NAME, name, slash + 1, name.length);
        } else {
            copy(NAME, name, 0, Math.min(NAME_BYTES, name.length));
        }
    }

    /** The first slash at which a long name can be divided, which is not its end; 0 if none. */
    private static int slash(byte[] name) {
        int first = Math.max(1, name.length - NAME_BYTES - 1);
        int last = Math.min(PREFIX_BYTES, name.length - 2);
        for (int at = first; at <= last; at++) {
            if (name[at] == '/') {
                return at;
            }
        }
        return 0;
    }

    private void copy(int at, byte[] name, int from, int to) {
        System.arraycopy(name, from, block, at, to - from);
    }

    private void octal(int at, int digits, long value) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            block[at + i] = (byte) ('0' + (rest & 7));
            rest >>= 3;
        }
        block[at + digits] = 0;
    }

    /** A big-endian number after a byte of 0x80, which no digit is (base 256). */
    private void binary(int at, int bytes, long value) {
        block[at] = (byte) 0x80;
        long rest = value;
        for (int i = bytes; i > 0; i--) {
            block[at + i] = (byte) rest;
            rest >>= Byte.SIZE;
        }
    }
}
