// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What divides a disk.
 *
 * @param kind what it is called: {@code GPT} or {@code MBR}
 * @param sectorBytes the unit that it counts in
 * @param partitions in the order of their numbers; none of them is empty, begins before the disk or
 *     after its end
 * @param warnings what is wrong with it, a sentence each
 */
public record PartitionTable(
        String kind, int sectorBytes, List<DiskPartition> partitions, List<String> warnings) {

    /** What Linux accepts of a disk, the usual sizes of sectors before the rare ones. */
    static final int[] SECTOR_SIZES = {512, 4096, 2048, 1024};

    /** A table is kept as it is given. */
    public PartitionTable {
        partitions = List.copyOf(partitions);
        warnings = List.copyOf(warnings);
    }

    /**
     * The table of a disk: a GPT before the MBR that protects it.
     *
     * @return empty if it has none
     * @throws IOException if the disk cannot be read
     */
    public static Optional<PartitionTable> of(BlockDevice disk) throws IOException {
        Optional<PartitionTable> gpt = Gpt.of(disk);
        return gpt.isPresent() ? gpt : Mbr.of(disk);
    }
}
