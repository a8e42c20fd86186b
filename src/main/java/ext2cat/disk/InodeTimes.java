// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import ext2cat.disk.bytes.LittleEndian;

import java.time.Instant;
import java.util.Optional;

/**
 * The times of an inode: signed seconds, and where the extra word exists, two bits that add 2^32
 * seconds each (so 1901 to 2446) and 30 bits of nanoseconds (ext4_decode_extra_time).
 */
public final class InodeTimes {

    /** How many nanoseconds a time may have, and one more. */
    public static final long NANOSECONDS_PER_SECOND = 1_000_000_000;

    private final byte[] raw;
    private final int extraEnd;

    /**
     * @param raw the inode
     * @param extraEnd where its extra fields end
     */
    InodeTimes(byte[] raw, int extraEnd) {
        this.raw = raw;
        this.extraEnd = extraEnd;
    }

    /**
     * {@return whether the inode has room for that time}
     *
     * @param time which of the inode's times
     */
    public boolean has(InodeTime time) {
        return time != InodeTime.CRTIME || hasExtra(InodeLayout.CRTIME);
    }

    /**
     * {@return a time that the inode {@linkplain #has has}} The 30 bits reach beyond a second: such
     * nanoseconds are damage and count as 0, since a carry would make the second a wrong one, too.
     *
     * @param time which of the inode's times
     */
    public Instant of(InodeTime time) {
        long nanoseconds = nanoseconds(time);
        return Instant.ofEpochSecond(
                seconds(time), nanoseconds < NANOSECONDS_PER_SECOND ? nanoseconds : 0);
    }

    /**
     * {@return the seconds of a time that the inode has, from 1970 on, without its nanoseconds}
     *
     * @param time which of the inode's times
     */
    public long seconds(InodeTime time) {
        return LittleEndian.i32(raw, time.offset()) + ((extraWord(time) & 3) << 32);
    }

    /**
     * {@return a time, where it is stored: only that of creation may not be}
     *
     * @param time which of the inode's times
     */
    public Optional<Instant> stored(InodeTime time) {
        return has(time) ? Optional.of(of(time)) : Optional.empty();
    }

    /**
     * {@return the nanoseconds of a time as they are stored: 0 to 2^30 - 1, which is more than a
     * second}
     *
     * @param time which of the inode's times
     */
    public long nanoseconds(InodeTime time) {
        return extraWord(time) >>> 2;
    }

    private long extraWord(InodeTime time) {
        return hasExtra(time.extraOffset()) ? LittleEndian.u32(raw, time.extraOffset()) : 0;
    }

    private boolean hasExtra(int offset) {
        return offset + Integer.BYTES <= extraEnd;
    }
}
