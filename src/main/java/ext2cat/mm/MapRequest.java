// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.Optional;
import java.util.Set;

/**
 * What is asked of mmap. The place is given; what is mapped there goes (MAP_FIXED).
 *
 * @param address where, a whole number of pages
 * @param pages how many
 * @param access READ, WRITE, EXEC
 * @param shared whether writes reach the backing
 * @param backing what is mapped; empty for private anonymous memory
 * @param offsetPages where in the backing
 * @param backingWritable whether the backing was opened to be written to
 * @param options more wishes
 */
record MapRequest(
        long address,
        long pages,
        VmFlags access,
        boolean shared,
        Optional<Backing> backing,
        long offsetPages,
        boolean backingWritable,
        Set<MapOption> options) {

    /** Private anonymous memory. */
    static MapRequest anonymous(long address, long pages, VmFlags access) {
        return new MapRequest(address, pages, access, false, Optional.empty(), 0, true, Set.of());
    }

    /** A private view of a backing: writes make copies. */
    static MapRequest privateOf(Backing backing, long address, long pages, VmFlags access) {
        return new MapRequest(
                address, pages, access, false, Optional.of(backing), 0, false, Set.of());
    }

    /** A shared view of a backing that was opened to be written to. */
    static MapRequest sharedOf(Backing backing, long address, long pages, VmFlags access) {
        return new MapRequest(
                address, pages, access, true, Optional.of(backing), 0, true, Set.of());
    }

    /** This request, at another place in the backing. */
    MapRequest at(long newOffsetPages) {
        return new MapRequest(
                address, pages, access, shared, backing, newOffsetPages, backingWritable, options);
    }

    /** This request, with a backing that was opened only for reading. */
    MapRequest openedReadOnly() {
        return new MapRequest(address, pages, access, shared, backing, offsetPages, false, options);
    }

    boolean has(MapOption option) {
        return options.contains(option);
    }

    /** The flags of the area (do_mmap). */
    VmFlags areaFlags() {
        VmFlags flags =
                VmFlags.NONE
                        .withAccess(access)
                        .with(VmFlag.MAYREAD, VmFlag.MAYWRITE, VmFlag.MAYEXEC);
        if (shared) {
            flags = flags.with(VmFlag.SHARED, VmFlag.MAYSHARE);
            if (!backingWritable) {
                flags = flags.without(VmFlag.SHARED, VmFlag.MAYWRITE);
            }
        }
        if (has(MapOption.GROWSDOWN)) {
            flags = flags.with(VmFlag.GROWSDOWN);
        }
        if (has(MapOption.LOCKED)) {
            flags = flags.with(VmFlag.LOCKED);
        }
        return backing.isPresent() ? plus(flags, backing.get().extraFlags()) : flags;
    }

    private static VmFlags plus(VmFlags flags, VmFlags more) {
        return new VmFlags(flags.bits() | more.bits());
    }
}
