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
 * and may reach over the end of a table of pointers. Holes are not remembered.
 */
final class ExtentStatusTree implements GetBlock {

    private record Extent(long diskBlock, long blocks) {}

    private final GetBlock map;
    private final TreeMap<Long, Extent> extents = new TreeMap<>();

    ExtentStatusTree(GetBlock map) {
        this.map = map;
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
        return answer;
    }

    /** Adds a run; one already known in part is widened. */
    private void insert(long fileBlock, long diskBlock, long count) {
        long start = fileBlock;
        long end = fileBlock + count;
        long disk = diskBlock;
        Map.Entry<Long, Extent> before = extents.lowerEntry(start);
        if (before != null
                && before.getKey() + before.getValue().blocks() == start
                && before.getValue().diskBlock() + before.getValue().blocks() == disk) {
            start = before.getKey();
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
