// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

/** Where in an image the file system lies. */
public sealed interface Location {

    /** Where a file system is found without being told: at the start, or in the only partition. */
    Location FOUND = new Found();

    /** {@return whether the image itself begins with a file system or a table of partitions} */
    default boolean isStart() {
        return !(this instanceof Offset(long bytes)) || bytes == 0;
    }

    /**
     * At the start of the image; if none begins there and the image is a disk with partitions, at
     * the start of the only one with a file system of ext2, ext3 or ext4.
     */
    record Found() implements Location {}

    /**
     * At a position.
     *
     * @param bytes from the start of the expanded image
     */
    record Offset(long bytes) implements Location {}

    /**
     * At the start of the image, however it is divided.
     *
     * @param name of an archive, the file to open
     */
    record Disk(String name) implements Location {}

    /**
     * In a partition.
     *
     * @param name its number, the label or the UUID of its file system, or the name or the UUID
     *     that the table gives it. Of an archive, the file to open, and after a {@code #} the
     *     partition in it, if there is a choice: {@code disk.img#2}
     */
    record InPartition(String name) implements Location {}
}
