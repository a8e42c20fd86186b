// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers every run that a file's map gave, joined to its neighbours in file and on disk, and
 * answers from that (ext4's extent status tree). An answer from memory carries no boundary flag,
 * and may reach over the end of a table of pointers or of a leaf. What has no data to be read is
 * not remembered.
 *
 * <p>With the first block of a leaf all extents of the leaf are remembered. So of extents of 5, 9
 * and 27 blocks that adjoin in file and on disk, the first look-up gives 5 blocks, and the next one
 * the other 36.
 */
final class ExtentStatusTree implements GetBlock {

    private record Extent(long diskBlock, long blocks) {}

    private final GetBlock map;
    private final TreeMap<Long, Extent> extents = new TreeMap<>();

    /** The blocks that were known at once the last time. */
    private long insertedStart;

    private long insertedEnd;

    private ExtentStatusTree(GetBlock map) {
        this.map = map;
    }

    /** A map that is remembered; one without blocks as it is. */
    static GetBlock over(GetBlock map) {
        return map.inlineContents().isPresent() ? map : new ExtentStatusTree(map);
    }

    @Override
    public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
        Map.Entry<Long, Extent> entry = extents.floorEntry(fileBlock);
        if (entry != null && fileBlock - entry.getKey() < entry.getValue().blocks()) {
            long into = fileBlock - entry.getKey();
            Extent extent = entry.getValue();
            return new Mapping.Mapped(
                    extent.diskBlock() + into, Math.min(maxBlocks, extent.blocks() - into), false);
        }
        Mapping answer = map.getBlock(fileBlock, maxBlocks);
        if (answer instanceof Mapping.Mapped mapped) {
            insert(fileBlock, mapped.diskBlock(), mapped.count());
        }
        insertKnown(map.knownWith(fileBlock));
        return answer;
    }

    /** Adds what can be had without a read. Damage is left to whoever asks for that block. */
    private void insertKnown(Known known) {
        if (known.firstFileBlock() < insertedEnd && known.firstFileBlock() >= insertedStart) {
            return;
        }
        insertedStart = known.firstFileBlock();
        insertedEnd = known.endFileBlock();
        try {
            for (long at = insertedStart; at < insertedEnd; ) {
                Mapping run = map.getBlock(at, insertedEnd - at);
                if (run instanceof Mapping.Mapped mapped) {
                    insert(at, mapped.diskBlock(), mapped.count());
                }
                at += run.count();
            }
        } catch (IOException _) {
            // The blocks before it are remembered.
        }
    }

    /** Adds a run; one that is known in part, or that adjoins it, is widened. */
    private void insert(long fileBlock, long diskBlock, long count) {
        long start = fileBlock;
        long end = fileBlock + count;
        long disk = diskBlock;
        Map.Entry<Long, Extent> before = extents.lowerEntry(start);
        if (before != null
                && before.getKey() + before.getValue().blocks() >= start
                && before.getValue().diskBlock() + (start - before.getKey()) == disk) {
            start = before.getKey();
            end = Math.max(end, start + before.getValue().blocks());
            disk = before.getValue().diskBlock();
        }
        Map.Entry<Long, Extent> behind = extents.ceilingEntry(fileBlock);
        while (behind != null && behind.getKey() <= end) {
            if (behind.getValue().diskBlock() != disk + (behind.getKey() - start)) {
                break;
            }
            end = Math.max(end, behind.getKey() + behind.getValue().blocks());
            extents.remove(behind.getKey());
            behind = extents.ceilingEntry(fileBlock);
        }
        extents.put(start, new Extent(disk, end - start));
    }
}
