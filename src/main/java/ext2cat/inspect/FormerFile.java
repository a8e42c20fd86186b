// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A deleted file, and how much of it is still there.
 *
 * @param inode as it was; it belongs to the volume that has its map
 * @param paths names that it had; any of them may be the last
 * @param transaction the journal has it as it was before this one; none if the image itself has it
 * @param deleted when it was deleted, if that is known
 * @param blocks blocks of its map, those of the map itself too
 * @param taken those that are in use by others now, as runs, of which some may be left out
 * @param takenBlocks how many those are
 * @param damages places of its map that make no sense
 */
public record FormerFile(
        Inode inode,
        List<TreePath> paths,
        OptionalLong transaction,
        Optional<Instant> deleted,
        long blocks,
        List<Run> taken,
        long takenBlocks,
        long damages) {

    /** Keeps lists of its own. */
    public FormerFile {
        paths = List.copyOf(paths);
        taken = List.copyOf(taken);
    }

    /** How much of the contents can still be read. */
    public enum State {
        /** All. */
        WHOLE,
        /** Some blocks are in use by others now, or a part of the map makes no sense. */
        PARTLY,
        /** All blocks are in use by others now. */
        LOST
    }

    /** How much of the contents can still be read. */
    public State state() {
        if (takenBlocks == 0 && damages == 0) {
            return State.WHOLE;
        }
        return blocks > 0 && takenBlocks == blocks ? State.LOST : State.PARTLY;
    }

    /** ext4 clears the target of a short symlink that it deletes, and keeps its length. */
    private boolean hasTarget() {
        try {
            return !inode.hasMap() && inode.symlinkTarget().length > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether there is anything that can be written to a file. */
    boolean holdsAnything() {
        DiskInode disk = inode.disk();
        FileType type = inode.type();
        boolean isKnown = type == FileType.REGULAR || type == FileType.SYMLINK;
        boolean isInInode = disk.isInline() || type == FileType.SYMLINK && hasTarget();
        return isKnown && disk.sizeBytes() > 0 && (blocks > 0 || damages > 0 || isInInode)
                || type == FileType.REGULAR && transaction.isPresent();
    }
}
