// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.DeviceSubmitter;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Optional;

/**
 * The contents of a damaged file with zeros in the place of each block that cannot be read, as
 * ddrescue copies a disk; and how many blocks these are.
 *
 * <p>A file is read from front to back, and its map a little ahead of its data. So two things
 * count: the blocks that the map does not lead to, and those that it leads to but the device does
 * not give.
 */
public final class Salvage {

    private final Inode file;
    private final long sizeBlocks;
    private long unmappedBlocks;
    private long unmappedEnd;
    private Optional<IOException> first = Optional.empty();
    private Optional<ZeroFillingDevice> device = Optional.empty();

    /**
     * Nothing read yet.
     *
     * @param file the file, whose inode is sound
     */
    public Salvage(Inode file) {
        this.file = file;
        int bits = file.volume().blockBits();
        this.sizeBlocks =
                (file.sizeBytes() >> bits) + ((file.sizeBytes() & (1L << bits) - 1) == 0 ? 0 : 1);
    }

    /**
     * {@return the contents} Reading them fails only where their destination does.
     *
     * @throws IOException if no byte of them can be told: the size makes no sense, or they are
     *     encrypted
     */
    public Contents contents() throws IOException {
        Contents whole = file.contents();
        if (!file.hasMap()) {
            return whole;
        }
        Volume volume = file.volume();
        ZeroFillingDevice filling = new ZeroFillingDevice(volume);
        device = Optional.of(filling);
        GetBlock map = file.map().getBlock(this::unmapped);
        return Contents.ofBlocks(
                file.sizeBytes(),
                volume.blockBits(),
                map,
                new DeviceSubmitter(filling, volume.blockSizeBytes()));
    }

    /** {@return how many blocks were read as zeros because they cannot be read} */
    public long lostBlocks() {
        return unmappedBlocks + device.map(ZeroFillingDevice::lostBlocks).orElse(0L);
    }

    /** {@return how many blocks the file has, holes too} */
    public long sizeBlocks() {
        return sizeBlocks;
    }

    /** {@return why a block cannot be read, one of the first; empty if all can} */
    public Optional<IOException> reason() {
        return first.or(() -> device.flatMap(ZeroFillingDevice::first));
    }

    /** Counts what was not counted yet, up to the end of the file. */
    private void unmapped(long fileBlock, long blocks, IOException why) {
        long from = Math.max(fileBlock, unmappedEnd);
        long end = Math.min(fileBlock + blocks, sizeBlocks);
        if (from < end) {
            unmappedBlocks += end - from;
            unmappedEnd = end;
            first = first.or(() -> Optional.of(why));
        }
    }
}
