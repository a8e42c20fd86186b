// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BioSubmitter;
import ext2cat.map.ExtentMap.Extent;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that an {@link ExtentMap} maps, on a disk of random bytes: 40 extents of 1 to 5 blocks in
 * a tree of five levels below the root. Every fifth is unwritten, and after every third is a hole.
 */
public final class ExtentFile {

    /** log2 of the size of a block. */
    public static final int BLOCK_BITS = 10;

    private static final int EXTENTS = 40;
    private static final int PER_NODE = 2;

    private final TinyImage disk = new TinyImage(1 << BLOCK_BITS, 1000, 5);
    private final List<Extent> extents = new ArrayList<>();
    private final long sizeBlocks;

    /** The file, always the same. */
    public ExtentFile() {
        long fileBlock = 0;
        for (int i = 0; i < EXTENTS; i++) {
            int blocks = 1 + i % 5;
            // Neither in a row nor in order, and away from where nodes are put.
            long diskBlock = 100 + (i * 7 % EXTENTS) * 10;
            extents.add(new Extent(fileBlock, blocks, diskBlock, i % 5 != 2));
            fileBlock += blocks + (i % 3 == 2 ? 4 : 0);
        }
        this.sizeBlocks = fileBlock + 3;
    }

    /** How many blocks its size takes: the last three are a hole. */
    public long sizeBlocks() {
        return sizeBlocks;
    }

    /** The size in bytes, a few less than all its blocks have. */
    public long sizeBytes() {
        return (sizeBlocks << BLOCK_BITS) - 10;
    }

    /** The extents, in the order of the file. */
    public List<Extent> extents() {
        return extents;
    }

    /** The disk. */
    public TinyImage disk() {
        return disk;
    }

    /** The map, with nothing read; its nodes are put on blocks 900 and after. */
    public ExtentMap map(BioSubmitter submitter) {
        long[] next = {900};
        return new ExtentMap(
                new BufferCache(submitter, 1 << BLOCK_BITS, 1 << 20),
                disk.range(),
                extents,
                PER_NODE,
                () -> next[0]++);
    }

    /** Where a file block lies, whatever it reads as; 0 for a hole. */
    public long diskBlock(long fileBlock) {
        for (Extent extent : extents) {
            long into = fileBlock - extent.fileBlock();
            if (into >= 0 && into < extent.blocks()) {
                return extent.diskBlock() + into;
            }
        }
        return 0;
    }

    /** Whether a file block is data. */
    public boolean isData(long fileBlock) {
        return extents.stream()
                .anyMatch(
                        extent ->
                                extent.written()
                                        && fileBlock >= extent.fileBlock()
                                        && fileBlock - extent.fileBlock() < extent.blocks());
    }
}
