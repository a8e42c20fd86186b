// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** A set of {@link VmFlag}s (vm_flags). */
record VmFlags(int bits) {

    /** No flag. */
    static final VmFlags NONE = new VmFlags(0);

    private static final int ACCESS = VmFlag.READ.mask() | VmFlag.WRITE.mask() | VmFlag.EXEC.mask();

    /** The set of {@code flags}. */
    static VmFlags of(VmFlag... flags) {
        return NONE.with(flags);
    }

    /** Whether {@code flag} is in the set. */
    boolean has(VmFlag flag) {
        return (bits & flag.mask()) != 0;
    }

    /** Whether any of {@code flags} is in the set. */
    boolean hasAny(VmFlag... flags) {
        return (bits & mask(flags)) != 0;
    }

    /** Whether all of {@code flags} are in the set. */
    boolean hasAll(VmFlag... flags) {
        int mask = mask(flags);
        return (bits & mask) == mask;
    }

    /** This set and {@code flags}. */
    VmFlags with(VmFlag... flags) {
        return new VmFlags(bits | mask(flags));
    }

    /** This set without {@code flags}. */
    VmFlags without(VmFlag... flags) {
        return new VmFlags(bits & ~mask(flags));
    }

    /** This set with the access rights of {@code access} in place of its own. */
    VmFlags withAccess(VmFlags access) {
        return new VmFlags(bits & ~ACCESS | access.bits & ACCESS);
    }

    /** Whether mprotect may give these rights: each needs its MAY. */
    boolean mayHave(VmFlags access) {
        return (!access.has(VmFlag.READ) || has(VmFlag.MAYREAD))
                && (!access.has(VmFlag.WRITE) || has(VmFlag.MAYWRITE))
                && (!access.has(VmFlag.EXEC) || has(VmFlag.MAYEXEC));
    }

    /** Whether the user may do anything at all. */
    boolean isAccessible() {
        return (bits & ACCESS) != 0;
    }

    /** Whether a write makes a private copy (is_cow_mapping). */
    boolean isCopyOnWrite() {
        return has(VmFlag.MAYWRITE) && !has(VmFlag.SHARED);
    }

    /** Whether both flags differ in access rights at most. */
    boolean equalsExceptAccess(VmFlags other) {
        return ((bits ^ other.bits) & ~ACCESS) == 0;
    }

    private static int mask(VmFlag... flags) {
        int mask = 0;
        for (VmFlag flag : flags) {
            mask |= flag.mask();
        }
        return mask;
    }
}
