// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The bits that a kernel gives to the flags (include/linux/mm.h). A flag without a bit does not
 * exist there.
 *
 * @param bitOf each flag's bit
 */
public record FlagTable(Map<FollowFlag, Integer> bitOf) {

    /** The flags of 3.10. */
    static final FlagTable LINUX_3_10 = linux310();

    /** The flags of 6.1. */
    static final FlagTable LINUX_6_1 = linux61();

    private static Map<FollowFlag, Integer> common() {
        Map<FollowFlag, Integer> bits = new EnumMap<>(FollowFlag.class);
        bits.put(FollowFlag.WRITE, 0x01);
        bits.put(FollowFlag.TOUCH, 0x02);
        bits.put(FollowFlag.GET, 0x04);
        bits.put(FollowFlag.DUMP, 0x08);
        bits.put(FollowFlag.FORCE, 0x10);
        bits.put(FollowFlag.NOWAIT, 0x20);
        bits.put(FollowFlag.HWPOISON, 0x100);
        bits.put(FollowFlag.MIGRATION, 0x400);
        return bits;
    }

    private static FlagTable linux310() {
        Map<FollowFlag, Integer> bits = common();
        bits.put(FollowFlag.MLOCK, 0x40);
        bits.put(FollowFlag.SPLIT, 0x80);
        bits.put(FollowFlag.NUMA, 0x200);
        return new FlagTable(Map.copyOf(bits));
    }

    private static FlagTable linux61() {
        Map<FollowFlag, Integer> bits = common();
        bits.put(FollowFlag.NOFAULT, 0x80);
        bits.put(FollowFlag.TRIED, 0x800);
        bits.put(FollowFlag.REMOTE, 0x2000);
        bits.put(FollowFlag.ANON, 0x8000);
        bits.put(FollowFlag.LONGTERM, 0x10000);
        bits.put(FollowFlag.PIN, 0x40000);
        return new FlagTable(Map.copyOf(bits));
    }

    /** The bit of {@code flag}, if this kernel has it. */
    public OptionalInt bit(FollowFlag flag) {
        return bitOf.containsKey(flag) ? OptionalInt.of(bitOf.get(flag)) : OptionalInt.empty();
    }

    /**
     * The flags that an integer stands for.
     *
     * @throws IllegalArgumentException if it has a bit that is no flag of this kernel
     */
    public FollowFlags decode(int gupFlags) {
        FollowFlags flags = FollowFlags.NONE;
        int left = gupFlags;
        for (Map.Entry<FollowFlag, Integer> entry : bitOf.entrySet()) {
            if ((gupFlags & entry.getValue()) != 0) {
                flags = flags.with(entry.getKey());
                left &= ~entry.getValue();
            }
        }
        if (left != 0) {
            throw new IllegalArgumentException("no such gup_flags: 0x" + Integer.toHexString(left));
        }
        return flags;
    }

    /**
     * Refuses flags that do not exist in this kernel, or that this emulation does not have.
     *
     * @throws IllegalArgumentException that names the flag
     */
    void check(FollowFlags flags) {
        if (flags.bits() == 0) {
            return;
        }
        for (FollowFlag flag : FollowFlag.values()) {
            if (flags.has(flag) && (flag == FollowFlag.PIN || !bitOf.containsKey(flag))) {
                throw new IllegalArgumentException("FOLL_" + flag + " is not available");
            }
        }
    }
}
