// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

/**
 * A partition, as the table of its disk has it.
 *
 * @param number as Linux counts: in an MBR 1 to 4 and logical ones from 5 on, in a GPT from 1 on
 * @param type what it is for, in words
 * @param name the name that a GPT gives it; empty if there is none
 * @param partUuid what {@code /dev/disk/by-partuuid} calls it
 * @param startBytes where it begins on the disk
 * @param lengthBytes how long it is
 */
public record DiskPartition(
        int number, String type, String name, String partUuid, long startBytes, long lengthBytes) {}
