// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.readorder.format.SectorRead;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the sectors outside of a file hold: the superblock, inode tables, directories. Given by who
 * knows the file system, so that reads which are not of the file can be told by name.
 */
public final class SectorUses {

    private record Range(long end, String use) {}

    private final TreeMap<Long, Range> ranges = new TreeMap<>();

    /** What lies at known places: the superblocks, descriptors, bitmaps and inode tables. */
    static SectorUses of(Volume volume) throws IOException {
        GroupLayout layout = volume.layout();
        int sectorBits = volume.blockBits() - SectorRead.SECTOR_SHIFT;
        SectorUses uses = new SectorUses();
        uses.put(2, 2, "superblock"); // at byte 1024, whatever the block size
        for (long group = 0; group < layout.groupsCount(); group++) {
            GroupDescriptor descriptor = volume.groupDescriptor(group);
            uses.putBlocks(descriptor.blockBitmap(), 1, sectorBits, "block bitmap");
            uses.putBlocks(descriptor.inodeBitmap(), 1, sectorBits, "inode bitmap");
            uses.putBlocks(
                    descriptor.inodeTable(), layout.inodeTableBlocks(), sectorBits, "inode table");
        }
        for (long index = 0; index < layout.descriptorBlocks(); index++) {
            uses.putBlocks(layout.descriptorBlock(index), 1, sectorBits, "group descriptors");
        }
        return uses;
    }

    private void putBlocks(long block, long blocks, int sectorBits, String use) {
        put(block << sectorBits, blocks << sectorBits, use);
    }

    /** Knows of no sector. */
    public SectorUses() {}

    /**
     * Names a range. Of two that begin at the same sector, the later is kept.
     *
     * @param startSector the first sector, from the start of the file system
     * @param sectors how many
     * @param use what they hold, as {@code inode table}
     * @return this
     */
    public SectorUses put(long startSector, long sectors, String use) {
        ranges.put(startSector, new Range(startSector + sectors, use));
        return this;
    }

    /** What the first of some sectors, or else any later one, holds; empty if none has a name. */
    Optional<String> useOf(long startSector, long sectors) {
        Optional<Map.Entry<Long, Range>> last =
                Optional.ofNullable(ranges.floorEntry(startSector + sectors - 1));
        Optional<Map.Entry<Long, Range>> first =
                Optional.ofNullable(ranges.floorEntry(startSector));
        return first.filter(entry -> entry.getValue().end() > startSector)
                .or(() -> last.filter(entry -> entry.getValue().end() > startSector))
                .map(entry -> entry.getValue().use());
    }
}
