// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.EnumSet;
import java.util.Set;

/** A set of {@link FollowFlag}s (gup_flags). */
public record FollowFlags(int bits) {

    /** No flag: follow for reading. */
    public static final FollowFlags NONE = new FollowFlags(0);

    /** The set of {@code flags}. */
    public static FollowFlags of(FollowFlag... flags) {
        return NONE.with(flags);
    }

    /** Whether {@code flag} is in the set. */
    public boolean has(FollowFlag flag) {
        return (bits & flag.mask()) != 0;
    }

    /** This set and {@code flags}. */
    public FollowFlags with(FollowFlag... flags) {
        int mask = bits;
        for (FollowFlag flag : flags) {
            mask |= flag.mask();
        }
        return new FollowFlags(mask);
    }

    /** This set without {@code flag}. */
    public FollowFlags without(FollowFlag flag) {
        return new FollowFlags(bits & ~flag.mask());
    }

    /** Whether nothing but {@code allowed} is in the set. */
    boolean isWithin(FollowFlags allowed) {
        return (bits & ~allowed.bits) == 0;
    }

    /** The flags as a set of the enum, to look at. */
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
