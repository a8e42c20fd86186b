// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.Page;
import ext2cat.mm.Task;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.read.WatchedMap;

import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches a walk: it is the list that takes the pages, and sees the reads. What happens before a
 * page arrives, from the page before it on, happened for its sake.
 */
final class PinLog {

    /**
     * A page and what it took to have it.
     *
     * @param page the page, with the walk's reference
     * @param majorFaults faults that had to read
     * @param minorFaults faults that did not
     * @param bios what was read
     */
    record Entry(Page page, long majorFaults, long minorFaults, List<Bio> bios) {}

    /** The list that a walk fills. */
    private final class Pages extends AbstractList<Page> {
        @Override
        public boolean add(Page page) {
            take(page);
            return true;
        }

        @Override
        public Page get(int i) {
            return entries.get(i).page();
        }

        @Override
        public int size() {
            return entries.size();
        }
    }

    private final Task task;
    private final List<Entry> entries = new ArrayList<>();
    private List<Bio> bios = new ArrayList<>();
    private long majorFaults;
    private long minorFaults;
    private Optional<IOException> failure = Optional.empty();

    /**
     * Nothing seen yet.
     *
     * @param task whose faults are counted
     */
    PinLog(Task task) {
        this.task = task;
    }

    private void take(Page page) {
        entries.add(
                new Entry(
                        page,
                        task.majorFaults() - majorFaults,
                        task.minorFaults() - minorFaults,
                        bios));
        majorFaults = task.majorFaults();
        minorFaults = task.minorFaults();
        bios = new ArrayList<>();
        failure = Optional.empty(); // it was of a page that nobody waits for
    }

    /** Takes the pages of a walk. */
    List<Page> pages() {
        return new Pages();
    }

    /** The pages so far. */
    List<Entry> entries() {
        return entries;
    }

    /** What was read since the last page. */
    List<Bio> biosSince() {
        return bios;
    }

    /** What went wrong since the last page: a fault tells its caller only that it failed. */
    Optional<IOException> failure() {
        return failure;
    }

    /** Carries bios out and notes them. */
    BioSubmitter watch(BioSubmitter next) {
        return bio -> {
            bios.add(bio);
            try {
                next.submit(bio);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        };
    }

    /** Maps blocks and notes what goes wrong. */
    GetBlock watch(GetBlock next) {
        return new WatchedMap(next) {
            @Override
            public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
                try {
                    return map.getBlock(fileBlock, maxBlocks);
                } catch (IOException e) {
                    failure = Optional.of(e);
                    throw e;
                }
            }
        };
    }
}
