// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.device.BlockDevice;

/** What is done with a journal that holds changes that are not yet in place. */
public sealed interface JournalUse {

    /** The newest state is read: the journal is replayed in memory, as Linux would on the disk. */
    JournalUse REPLAY = new Own();

    /** The image is read as it lies (mount -o noload). */
    JournalUse IGNORE = new Ignored();

    /** The journal of the image itself. */
    record Own() implements JournalUse {}

    /** None. */
    record Ignored() implements JournalUse {}

    /**
     * A journal on a device of its own.
     *
     * @param device is closed with the volume
     */
    record External(BlockDevice device) implements JournalUse {}
}
