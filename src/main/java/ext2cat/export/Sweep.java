// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Files that are read together: as many as fit into a slab. */
final class Sweep {

    /** So many files, however small they are: their paths take memory too. */
    private static final int MAX_STEPS = 4096;

    private final Volume volume;
    private final Handoff handoff;
    private final Slab slab;
    private final DiskOrder order;
    private final List<Step> steps = new ArrayList<>();
    private int contentBytes;
    private long bytes;

    Sweep(Volume volume, Handoff handoff) {
        this.volume = volume;
        this.handoff = handoff;
        this.slab = handoff.takeSlab();
        this.order = new DiskOrder(volume.submitter(), volume.blockBits());
    }

    /** Whether there is room for one more file that takes so many bytes of memory. */
    boolean hasRoom(long moreBytes) {
        return steps.size() < MAX_STEPS && bytes + moreBytes <= slab.sizeBytes();
    }

    /** Adds what needs no reading. */
    void add(Step step) {
        steps.add(step);
    }

    /** Adds what is read into memory of its own. */
    void add(DiskOrder.Errand errand, long itsBytes) {
        order.add(errand);
        bytes += itsBytes;
    }

    /** Counts what is kept of a file besides its contents. */
    void keep(long itsBytes) {
        bytes += itsBytes;
    }

    /** Adds a file, for which there is room. */
    void addFile(Found found) throws IOException {
        Inode inode = found.inode();
        Contents contents = inode.contents(order);
        SmallFile file =
                new SmallFile(found, contents, new Piece(slab, contentBytes, 0, inode.sizeBytes()));
        contentBytes += (int) inode.sizeBytes(); // small, or there would be no room
        bytes += inode.sizeBytes();
        if (inode.hasMap()) {
            file.addErrands(inode.map(), order);
        } else {
            file.addErrand(order);
        }
        steps.add(file);
    }

    /** Reads all that was added, and hands it over. */
    void read() {
        order.sweep();
        handoff.put(new Batch(handoff, slab, steps, true));
    }
}
