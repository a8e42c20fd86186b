// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BlockUse;
import ext2cat.bio.destination.SegmentDestination;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Metadata blocks that were read and are kept, up to a bound; the ones used longest ago go first.
 * Reads what is missing through the {@link BioSubmitter}, one block a bio, as the kernel does.
 *
 * <p>May be used by several threads. A block is read at most once at a time.
 */
public final class BufferCache {

    private static final BufferHead NOTHING = new BufferHead(-1, new byte[0]);

    private final BioSubmitter submitter;
    private final int blockSizeBytes;
    private final Map<Long, BufferHead> buffers;

    /** The buffer used last, which is often the next one too and is had without the lock. */
    private volatile BufferHead recent = NOTHING;

    /**
     * An empty cache.
     *
     * @param submitter carries the reads out
     * @param blockSizeBytes the file system's block size, already checked
     * @param capacityBytes how much to keep; at least one path through a triple indirect map is
     *     always kept
     */
    public BufferCache(BioSubmitter submitter, int blockSizeBytes, long capacityBytes) {
        this.submitter = Objects.requireNonNull(submitter);
        this.blockSizeBytes = blockSizeBytes;
        long capacityBlocks = Math.max(4, capacityBytes / blockSizeBytes);
        this.buffers =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, BufferHead> eldest) {
                        return size() > capacityBlocks;
                    }
                };
    }

    /** {@return the size of each buffer in bytes} */
    public int blockSizeBytes() {
        return blockSizeBytes;
    }

    /**
     * {@return the block's bytes, from memory or read now (sb_bread)}
     *
     * @param diskBlock a block of the file system, already checked to lie in it
     * @param use what the block holds
     * @param firstFileBlock for an indirect block the first file block that it maps, else 0
     * @throws IOException if the read fails; nothing is kept then
     */
    public BufferHead bread(long diskBlock, BlockUse use, long firstFileBlock) throws IOException {
        BufferHead last = recent;
        return last.diskBlock() == diskBlock ? last : find(diskBlock, use, firstFileBlock);
    }

    private synchronized BufferHead find(long diskBlock, BlockUse use, long firstFileBlock)
            throws IOException {
        BufferHead cached = buffers.get(diskBlock);
        if (cached != null) {
            recent = cached;
            return cached;
        }
        byte[] bytes = new byte[blockSizeBytes];
        submitter.submit(
                Bio.ofMetadata(
                        diskBlock,
                        use,
                        firstFileBlock,
                        new SegmentDestination(
                                MemorySegment.ofArray(bytes), firstFileBlock * blockSizeBytes)));
        BufferHead buffer = new BufferHead(diskBlock, bytes);
        buffers.put(diskBlock, buffer);
        recent = buffer;
        return buffer;
    }

    /** Forgets every block, so that each is read again when it is next needed (drop_caches). */
    public synchronized void drop() {
        buffers.clear();
        recent = NOTHING;
    }
}
