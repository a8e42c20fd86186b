// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.record.VerityDescriptor;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Finds the verity descriptor of a file (ext4_get_verity_descriptor_location). From the next 64 KiB
 * after the file's end on lies the tree of hashes, then from the next block on the descriptor. The
 * last four bytes of the file's last block say how long it is.
 */
public final class VerityPlace {

    private static final long ALIGNMENT_BYTES = 1 << 16;

    private static final ValueLayout.OfInt LENGTH =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Inode inode;
    private final GetBlock map;

    private VerityPlace(Inode inode) throws IOException {
        this.inode = inode;
        this.map = inode.getBlock(inode.volume().cache());
    }

    /**
     * {@return the descriptor of a file with the flag verity}
     *
     * @throws CorruptImageException if it is not where it must be
     */
    public static VerityDescriptor read(Inode inode) throws IOException {
        return new VerityPlace(inode).read();
    }

    private VerityDescriptor read() throws IOException {
        if (!inode.disk().isMappedByExtents()) {
            throw CorruptImageException.at(
                    "inode " + inode.number(), "verity is for files of extents, and it is none");
        }
        int blockBits = inode.volume().blockBits();
        long endBlock = endBlock();
        long least = Math.ceilDiv(inode.sizeBytes(), ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
        long lengthAt = (endBlock << blockBits) - Integer.BYTES; // 32 bits of blocks, 16 of bytes
        long length = 0;
        long start = -1;
        if (lengthAt >= least) {
            MemorySegment last = block(endBlock - 1);
            length = Integer.toUnsignedLong(last.get(LENGTH, last.byteSize() - Integer.BYTES));
            start = lengthAt - length >> blockBits << blockBits;
        }
        if (length < VerityDescriptor.SIZE_BYTES || start < least) {
            throw CorruptImageException.at(
                    "inode " + inode.number(),
                    "its verity descriptor of %d bytes is not between byte %d and the end of its"
                            + " last block, %d",
                    length,
                    least,
                    endBlock << blockBits);
        }
        byte[] bytes = // within a block, which has 1 KiB at least
                block(start >> blockBits)
                        .asSlice(0, VerityDescriptor.SIZE_BYTES)
                        .toArray(ValueLayout.JAVA_BYTE);
        return VerityDescriptor.decode(bytes, "inode " + inode.number());
    }

    private MemorySegment block(long fileBlock) throws IOException {
        if (map.getBlock(fileBlock, 1) instanceof Mapping.Mapped mapped) {
            return inode.volume()
                    .cache()
                    .bread(mapped.diskBlock(), BlockUse.DATA, fileBlock)
                    .data();
        }
        throw CorruptImageException.at(
                "inode " + inode.number(),
                "file block %d, of its verity descriptor, is a hole",
                fileBlock);
    }

    /** The block after the last that the file has. */
    private long endBlock() throws IOException {
        LastBlock last = new LastBlock();
        inode.map().walk(last);
        return last.end;
    }

    private static final class LastBlock implements MapVisitor {

        private long end;

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) {
            end = fileBlock + blocks;
        }

        @Override
        public boolean node(NodeRef node) {
            return true;
        }

        @Override
        public void damage(MapDamage damage) {
            // Whoever shows the map tells of it.
        }
    }
}
