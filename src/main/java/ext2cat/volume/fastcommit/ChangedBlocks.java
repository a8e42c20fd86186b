// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.checksum.ChecksumWriter;
import ext2cat.journal.ReplayedDevice;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** The blocks of a file system that is changed in memory. */
final class ChangedBlocks {

    private static final long MOST_BYTES = 256L << 20;

    private final Volume volume;
    private final ReplayedDevice device;
    private final FreeBlocks free;
    private final UsedMarks marks;
    private final ChecksumWriter checksums;
    private final NumberSet written = new NumberSet();
    private long writtenBytes;

    ChangedBlocks(Volume volume, ReplayedDevice device, FreeBlocks free) {
        this.volume = volume;
        this.device = device;
        this.free = free;
        this.marks = new UsedMarks(volume);
        this.checksums = new ChecksumWriter(volume.superblock());
    }

    ChecksumWriter checksums() {
        return checksums;
    }

    /** A copy of a block. */
    byte[] read(long block) throws IOException {
        if (!volume.blockRange().contains(block, 1)) {
            throw new CorruptImageException(
                    "block %d is not one of %s".formatted(block, volume.blockRange()));
        }
        byte[] bytes = new byte[volume.blockSizeBytes()];
        device.read(block << volume.blockBits(), MemorySegment.ofArray(bytes));
        return bytes;
    }

    /** Keeps a block, which must not change any more. */
    void write(long block, byte[] bytes) throws IOException {
        if (written.add(block)) {
            writtenBytes += bytes.length;
            if (writtenBytes > MOST_BYTES) {
                throw new CorruptImageException(
                        "they change more than %d MiB".formatted(MOST_BYTES >> 20));
            }
        }
        device.change(block, bytes);
    }

    /** The number of a block that nobody has, for the caller. */
    long free() throws IOException {
        long block = free.take();
        marks.blocks(block, 1, true);
        return block;
    }

    UsedMarks marks() {
        return marks;
    }

    /** Puts an inode into its table. */
    void write(ChangedInode inode) throws IOException {
        long number = inode.number();
        long group = volume.layout().groupOfInode(number);
        long block =
                volume.groupDescriptor(group).inodeTable()
                        + volume.layout().inodeTableBlock(number);
        byte[] table = read(block);
        checksums.inode(number, inode.bytes());
        System.arraycopy(
                inode.bytes(),
                0,
                table,
                volume.layout().inodeOffsetBytes(number),
                inode.bytes().length);
        write(block, table);
    }
}
