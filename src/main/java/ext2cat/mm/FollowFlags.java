// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.EnumSet;
import java.util.Set;

/**
 * A set of {@link FollowFlag}s (gup_flags).
 *
 * @param bits the flags as the kernel's bits
 */
public record FollowFlags(int bits) {

    /** No flag: follow for reading. */
    public static final FollowFlags NONE = new FollowFlags(0);

    /**
     * {@return the set of {@code flags}}
     *
     * @param flags any of them, in any order
     */
    public static FollowFlags of(FollowFlag... flags) {
        return NONE.with(flags);
    }

    /**
     * {@return whether {@code flag} is in the set}
     *
     * @param flag the flag that is asked for
     */
    public boolean has(FollowFlag flag) {
        return (bits & flag.mask()) != 0;
    }

    /**
     * {@return this set and {@code flags}}
     *
     * @param flags the flags to add
     */
    public FollowFlags with(FollowFlag... flags) {
        int mask = bits;
        for (FollowFlag flag : flags) {
            mask |= flag.mask();
        }
        return new FollowFlags(mask);
    }

    /**
     * {@return this set without {@code flag}}
     *
     * @param flag the flag to leave out
     */
    public FollowFlags without(FollowFlag flag) {
        return new FollowFlags(bits & ~flag.mask());
    }

    /** Whether nothing but {@code allowed} is in the set. */
    boolean isWithin(FollowFlags allowed) {
        return (bits & ~allowed.bits) == 0;
    }

    /** {@return the flags as a set of the enum, to look at} */
    public Set<FollowFlag> toSet() {
        Set<FollowFlag> set = EnumSet.noneOf(FollowFlag.class);
        for (FollowFlag flag : FollowFlag.values()) {
            if (has(flag)) {
                set.add(flag);
            }
        }
        return set;
    }
}
