// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.util.Optional;

/**
 * A run of user addresses with the same rights and the same backing (vm_area_struct).
 *
 * <p>An area never changes its place or flags: a call that splits, merges or protects puts other
 * areas in its stead. What {@code getUserPages} hands out as areas is therefore valid only while
 * the lock is held.
 */
final class VmArea {

    private final long startAddress;
    private final long endAddress;
    private final VmFlags flags;
    private final Optional<Backing> backing;
    private final long pageOffset;
    private volatile Optional<AnonVma> anonVma;

    VmArea(
            long startAddress,
            long endAddress,
            VmFlags flags,
            Optional<Backing> backing,
            long pageOffset,
            Optional<AnonVma> anonVma) {
        this.startAddress = startAddress;
        this.endAddress = endAddress;
        this.flags = flags;
        this.backing = backing;
        this.pageOffset = pageOffset;
        this.anonVma = anonVma;
    }

    /** The first address. */
    long startAddress() {
        return startAddress;
    }

    /** The address after the last. */
    long endAddress() {
        return endAddress;
    }

    /** What may be done here. */
    VmFlags flags() {
        return flags;
    }

    /** Where the bytes come from; empty for private anonymous memory. */
    Optional<Backing> backing() {
        return backing;
    }

    /** The index in the backing of the page at {@code address} (linear_page_index). */
    long indexOf(long address) {
        return pageOffset + (address - startAddress >> Page.SHIFT);
    }

    /** The index in the backing of the first page (vm_pgoff). */
    long pageOffset() {
        return pageOffset;
    }

    /** Whether {@code address} lies in it. */
    boolean contains(long address) {
        return address >= startAddress && address < endAddress;
    }

    boolean isAnonymous() {
        return backing.isEmpty();
    }

    Optional<AnonVma> anonVma() {
        return anonVma;
    }

    void setAnonVma(AnonVma value) {
        anonVma = Optional.of(value);
    }

    /** The part from {@code start} to {@code end}. */
    VmArea part(long start, long end) {
        return new VmArea(start, end, flags, backing, indexOf(start), anonVma);
    }

    VmArea withFlags(VmFlags newFlags) {
        return new VmArea(startAddress, endAddress, newFlags, backing, pageOffset, anonVma);
    }

    VmArea withAnonVma(Optional<AnonVma> value) {
        return new VmArea(startAddress, endAddress, flags, backing, pageOffset, value);
    }

    /** The area that reaches down to {@code newStart} (a stack that grew). */
    VmArea grownDownTo(long newStart) {
        return new VmArea(newStart, endAddress, flags, backing, indexOf(newStart), anonVma);
    }

    /**
     * Whether a page-table entry of a clean page must not be writable, because the backing wants to
     * know of the first write, or because a write makes a copy (the absence of the write bit in
     * vm_page_prot).
     */
    boolean entriesStartReadOnly() {
        if (!flags.hasAll(VmFlag.WRITE, VmFlag.SHARED)) {
            return true;
        }
        return wantsWriteNotify();
    }

    /** Whether the backing wants to know of the first write (vma_wants_writenotify). */
    boolean wantsWriteNotify() {
        if (!flags.hasAll(VmFlag.WRITE, VmFlag.SHARED)) {
            return false;
        }
        return backing.isPresent()
                && (backing.get().notifiesFirstWrite()
                        || !flags.has(VmFlag.PFNMAP) && backing.get().tracksDirtyPages());
    }

    /** As in /proc/PID/maps: {@code rw-p}. */
    @Override
    public String toString() {
        return Long.toHexString(startAddress)
                + "-"
                + Long.toHexString(endAddress)
                + " "
                + (flags.has(VmFlag.READ) ? "r" : "-")
                + (flags.has(VmFlag.WRITE) ? "w" : "-")
                + (flags.has(VmFlag.EXEC) ? "x" : "-")
                + (flags.has(VmFlag.MAYSHARE) ? "s" : "p");
    }
}
