// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.protocol;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the kernel says of itself in its first request (struct fuse_init_in).
 *
 * @param major the version of the protocol; 7 since 2006
 * @param minor what was added to it since
 * @param readaheadBytes how much it reads ahead at most
 * @param offered what it can do: the numbers of {@link Ability}, as bits
 */
public record Handshake(long major, long minor, long readaheadBytes, long offered) {

    /** The most bytes of one {@code READ}: 256 pages. */
    public static final int MAX_READ_BYTES = 1 << 20;

    private static final int MAJOR = 7;
    private static final int MINOR = 38;

    /** From here on the answer has 64 bytes (Linux 3.15). */
    private static final int LEAST_MINOR = 23;

    private static final int PAGE_BYTES = 4096;
    private static final int MAX_WRITE_BYTES =
            PAGE_BYTES; // nothing is written, and no less is allowed
    private static final int MAX_BACKGROUND = 64;
    private static final int CONGESTION = 48;
    private static final int REST_BYTES = 34;

    /** What both sides must agree on. */
    public enum Ability {
        ASYNC_READ(0),
        /** Lookups of {@code .} and {@code ..} are answered, for NFS. */
        EXPORT_SUPPORT(4),
        DO_READDIRPLUS(13),
        /** ENOSYS of {@code OPEN} means: it may always be read, and all may be kept. */
        NO_OPEN_SUPPORT(17),
        /** Lookups and lists of one directory at the same time. */
        PARALLEL_DIROPS(18),
        /** The kernel itself judges by access lists, which it asks for as attributes. */
        POSIX_ACL(20),
        /** Reads of more than 32 pages. */
        MAX_PAGES(22),
        CACHE_SYMLINKS(23),
        /** ENOSYS of {@code OPENDIR}: the same as of {@code OPEN}. */
        NO_OPENDIR_SUPPORT(24);

        private final int bit;

        Ability(int bit) {
            this.bit = bit;
        }

        private long mask() {
            return 1L << bit;
        }
    }

    /** Decodes the first request. */
    public static Handshake of(Request request) {
        return new Handshake(request.u32(0), request.u32(4), request.u32(8), request.u32(12));
    }

    /** Whether the kernel speaks the protocol as it is spoken here. */
    public boolean isUnderstood() {
        return major == MAJOR && minor >= LEAST_MINOR;
    }

    /** What the kernel can do of this. */
    public Set<Ability> agreed(Set<Ability> wanted) {
        Set<Ability> agreed = EnumSet.noneOf(Ability.class);
        for (Ability ability : wanted) {
            if ((offered & ability.mask()) != 0) {
                agreed.add(ability);
            }
        }
        return agreed;
    }

    /** Answers (struct fuse_init_out): both sides do what they can and this side wants. */
    public void answer(Answer answer, Set<Ability> wanted) {
        long flags = 0;
        for (Ability ability : agreed(wanted)) {
            flags |= ability.mask();
        }
        answer.u32(MAJOR).u32(MINOR).u32(Math.max(readaheadBytes, MAX_READ_BYTES)).u32(flags);
        answer.u16(MAX_BACKGROUND).u16(CONGESTION).u32(MAX_WRITE_BYTES);
        answer.u32(1); // the times are exact to the nanosecond
        answer.u16(MAX_READ_BYTES / PAGE_BYTES).zeros(REST_BYTES);
    }
}
