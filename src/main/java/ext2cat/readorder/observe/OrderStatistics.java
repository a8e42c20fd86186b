// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.observe;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BlockUse;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.format.SectorRead;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts and measures bios as they pass, in bounded memory, in the terms of btt and biopattern.
 *
 * <p>A seek is a request that does not start where the one before it ended; its distance goes from
 * that end to this start. The first request of all follows nothing and is no seek.
 *
 * <p>btt differs in three ways. It counts all requests as seeks, those of distance 0 and the first,
 * from sector 0, included. It measures a seek back from start to start, so from the end of a
 * request of 8 sectors it counts 500 where this counts 508. And a request that ends where the one
 * before it started is no seek to btt.
 */
public final class OrderStatistics implements BioSubmitter {

    private final int blockBits;
    private final DistanceSample forward = new DistanceSample();
    private final DistanceSample backward = new DistanceSample();
    private final SortedMap<BlockUse, Long> mapReads =
            new TreeMap<>(Comparator.comparingInt(BlockUse::level).thenComparing(BlockUse::text));
    private long otherMetadataReads;
    private long reads;
    private long blocks;
    private long largestBlocks;
    private long oneBlockReads;
    private long sequentialReads;
    private long endSector;
    private boolean followsAnother;

    /**
     * Nothing counted yet.
     *
     * @param blockBits log2 of the block size, at least 9
     */
    public OrderStatistics(int blockBits) {
        this.blockBits = blockBits;
    }

    @Override
    public void submit(Bio bio) {
        int sectorBits = blockBits - SectorRead.SECTOR_SHIFT;
        long startSector = bio.diskBlock() << sectorBits;
        if (followsAnother) {
            countSeek(startSector - endSector);
        }
        endSector = startSector + (bio.blocks() << sectorBits);
        followsAnother = true;
        reads++;
        blocks += bio.blocks();
        largestBlocks = Math.max(largestBlocks, bio.blocks());
        if (bio.blocks() == 1) {
            oneBlockReads++;
        }
        switch (bio.use().kind()) {
            case DATA -> {}
            case MAP -> mapReads.merge(bio.use(), 1L, Long::sum);
            default -> otherMetadataReads++;
        }
    }

    /** Another file begins: the way from the last read to the next is nobody's seek. */
    public void startFile() {
        followsAnother = false;
    }

    private void countSeek(long distance) {
        if (distance == 0) {
            sequentialReads++;
        } else if (distance > 0) {
            forward.add(distance);
        } else {
            backward.add(-distance);
        }
    }

    /** {@return what was counted so far} */
    public OrderSummary summary() {
        return new OrderSummary(
                reads,
                blocks << blockBits,
                largestBlocks << blockBits,
                oneBlockReads,
                new TreeMap<>(mapReads),
                otherMetadataReads,
                sequentialReads,
                forward.summary(),
                backward.summary());
    }
}
