// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which flags a kernel has (include/linux/mm.h).
 *
 * @param flags those that exist there
 */
record FlagTable(Set<FollowFlag> flags) {

    private static final Set<FollowFlag> COMMON =
            EnumSet.of(
                    FollowFlag.WRITE,
                    FollowFlag.TOUCH,
                    FollowFlag.GET,
                    FollowFlag.DUMP,
                    FollowFlag.FORCE,
                    FollowFlag.NOWAIT,
                    FollowFlag.HWPOISON,
                    FollowFlag.MIGRATION);

    /** The flags of 3.10. */
    static final FlagTable LINUX_3_10 =
            commonAnd(FollowFlag.MLOCK, FollowFlag.SPLIT, FollowFlag.NUMA);

    /** The flags of 6.1. */
    static final FlagTable LINUX_6_1 =
            commonAnd(
                    FollowFlag.NOFAULT,
                    FollowFlag.TRIED,
                    FollowFlag.REMOTE,
                    FollowFlag.ANON,
                    FollowFlag.LONGTERM,
                    FollowFlag.PIN);

    private static FlagTable commonAnd(FollowFlag... more) {
        Set<FollowFlag> flags = EnumSet.copyOf(COMMON);
        flags.addAll(Set.of(more));
        return new FlagTable(flags);
    }

    /** Whether this kernel has the flag. */
    boolean has(FollowFlag flag) {
        return flags.contains(flag);
    }

    /** Some flags and one more, if this kernel has it. */
    FollowFlags add(FollowFlag flag, FollowFlags to) {
        return has(flag) ? to.with(flag) : to;
    }

    /**
     * Refuses flags that do not exist in this kernel, or that this emulation does not have.
     *
     * @throws IllegalArgumentException that names the flag
     */
    void check(FollowFlags asked) {
        if (asked.bits() == 0) {
            return;
        }
        for (FollowFlag flag : FollowFlag.values()) {
            if (asked.has(flag) && (flag == FollowFlag.PIN || !has(flag))) {
                throw new IllegalArgumentException("FOLL_" + flag + " is not available");
            }
        }
    }
}
