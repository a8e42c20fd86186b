// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.io.IOException;
import java.util.List;

/**
 * The map of a format: where it keeps which bytes of a virtual disk. All that a format of disks has
 * to know is said here; {@link VirtualDisk} reads by it.
 *
 * <p>It is asked by several threads at once. What it keeps is bounded, whatever the image says.
 */
public interface DiskMap {

    /**
     * The run that begins at a position. What is stored one after another should be one run: a long
     * run is one read.
     *
     * @param positionBytes inside the disk
     * @param mostBytes how many bytes are asked for, at least 1; they lie inside the disk
     * @return from 1 to {@code mostBytes} bytes
     * @throws IOException if the map cannot be read, or makes no sense there
     */
    DiskRun at(long positionBytes, long mostBytes) throws IOException;

    /**
     * Unpacks a piece. The pieces used last are kept by whoever asks.
     *
     * @param piece from a {@link DiskRun.Packed} of this map
     * @return its bytes, not to be changed
     * @throws IOException if it cannot be read, or is damaged
     */
    default byte[] unpack(long piece) throws IOException {
        throw new IllegalStateException("nothing is packed in this format");
    }

    /**
     * What a reader may want to know of the file, a few words each: its kind, states of the disk
     * that are not read.
     *
     * @throws IOException if it cannot be read
     */
    default List<String> facts() throws IOException {
        return List.of();
    }
}
