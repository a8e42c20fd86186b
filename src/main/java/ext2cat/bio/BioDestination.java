// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/**
 * Where the bytes of a bio go: page memory, a buffer, pinned user pages, an output channel, or
 * nowhere.
 */
@FunctionalInterface
public interface BioDestination {

    /**
     * Brings one run of bytes from the device to its place. Runs of one file arrive in the order in
     * which the bios were submitted; what lies between two runs is a hole.
     *
     * @param device where to read
     * @param positionBytes the run's place on the device
     * @param fileOffsetBytes the run's place in the file
     * @param lengthBytes a whole number of blocks; for a file's last block the end of the file may
     *     lie inside
     * @throws IOException if the run cannot be read or delivered
     */
    void read(BlockDevice device, long positionBytes, long fileOffsetBytes, long lengthBytes)
            throws IOException;

    /**
     * Hears that the reading cannot go on, and how far it came: what no run brought before {@code
     * fileOffsetBytes} is a hole.
     *
     * @param fileOffsetBytes the file offset of the first byte that cannot be read
     * @throws IOException if the zeros of a hole cannot be delivered
     */
    default void endsBefore(long fileOffsetBytes) throws IOException {}

    /**
     * Delivers what is held back. Called when a read of this program's own ends, however it ends.
     * Nothing is held back unless this is overridden.
     *
     * @throws IOException if it cannot be delivered
     */
    default void flush() throws IOException {}
}
