// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.util.List;
import java.util.Optional;

/** The arguments of {@code __get_user_pages}. */
public final class Gup {

    private final long startAddress;
    private final long nrPages;
    private final FollowFlags flags;
    private final Optional<List<Page>> pages;
    private final Optional<List<VmArea>> areas;
    private final Optional<Nonblocking> nonblocking;
    private final Optional<Task> task;

    private Gup(
            long startAddress,
            long nrPages,
            FollowFlags flags,
            Optional<List<Page>> pages,
            Optional<List<VmArea>> areas,
            Optional<Nonblocking> nonblocking,
            Optional<Task> task) {
        this.startAddress = startAddress;
        this.nrPages = nrPages;
        this.flags = flags;
        this.pages = pages;
        this.areas = areas;
        this.nonblocking = nonblocking;
        this.task = task;
    }

    /**
     * {@return a walk that only faults pages in, for reading}
     *
     * @param startAddress the address of the first page
     * @param nrPages how many pages
     */
    public static Gup of(long startAddress, long nrPages) {
        return new Gup(
                startAddress,
                nrPages,
                FollowFlags.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * {@return this call, with more flags}
     *
     * @param more the flags to add
     */
    public Gup with(FollowFlags more) {
        return withFlags(new FollowFlags(flags.bits() | more.bits()));
    }

    /**
     * {@return this call, with more flags}
     *
     * @param more the flags to add
     */
    public Gup with(FollowFlag... more) {
        return withFlags(flags.with(more));
    }

    private Gup withFlags(FollowFlags newFlags) {
        return new Gup(startAddress, nrPages, newFlags, pages, areas, nonblocking, task);
    }

    /**
     * {@return this call, adding the pages to {@code list}, which implies FOLL_GET}
     *
     * @param list takes the pages in the order of their addresses
     */
    public Gup pages(List<Page> list) {
        return new Gup(
                startAddress,
                nrPages,
                flags.with(FollowFlag.GET),
                Optional.of(list),
                areas,
                nonblocking,
                task);
    }

    /** This call, adding the areas to {@code list}. */
    Gup areas(List<VmArea> list) {
        return new Gup(startAddress, nrPages, flags, pages, Optional.of(list), nonblocking, task);
    }

    /**
     * {@return this call, with permission to drop the lock}
     *
     * @param value becomes 0 when the lock is dropped
     */
    public Gup nonblocking(Nonblocking value) {
        return new Gup(startAddress, nrPages, flags, pages, areas, Optional.of(value), task);
    }

    /**
     * {@return this call, charging the faults to a task}
     *
     * @param value the task that counts the faults
     */
    public Gup chargedTo(Task value) {
        return new Gup(startAddress, nrPages, flags, pages, areas, nonblocking, Optional.of(value));
    }

    /** This call for {@code count} pages from {@code address} on, without areas. */
    Gup rest(long address, long count) {
        return new Gup(address, count, flags, pages, Optional.empty(), nonblocking, task);
    }

    /** Where to begin; the walk rounds it down to a page. */
    long startAddress() {
        return startAddress;
    }

    /** How many pages. */
    long nrPages() {
        return nrPages;
    }

    /** How to follow. */
    FollowFlags flags() {
        return flags;
    }

    /** Receives the pages, each with a reference; empty if they are only to be faulted in. */
    Optional<List<Page>> pages() {
        return pages;
    }

    /** Receives each page's area; they mean something only while the lock is held. */
    Optional<List<VmArea>> areas() {
        return areas;
    }

    /** Whether the lock may be dropped instead of waiting under it. */
    Optional<Nonblocking> nonblocking() {
        return nonblocking;
    }

    /** To whom 3.10 charges the faults. */
    Optional<Task> task() {
        return task;
    }
}
