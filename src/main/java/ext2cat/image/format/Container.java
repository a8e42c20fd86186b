// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.Optional;

/** A format in which an image may lie, told by its first bytes. */
public interface Container {

    /**
     * The image in a device of this format.
     *
     * @param device the bytes of the file
     * @param siblings the files beside it, for a format of several files
     * @return a device that closes {@code device}, or has closed it; empty if it is of another
     *     format
     * @throws IOException if it cannot be read, or what it says makes no sense; {@code device}
     *     stays open
     */
    Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException;

    /** Whether it is no more than a header: positions that a user counts are counted with it. */
    default boolean isHeader() {
        return false;
    }

    /**
     * Whether what it holds may be of such a format again. A disk is not: its first bytes belong to
     * whoever wrote the disk, and could name files of the one who reads it.
     */
    default boolean mayHoldContainer() {
        return isHeader();
    }
}
