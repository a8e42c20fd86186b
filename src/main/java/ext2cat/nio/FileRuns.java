// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects where the bytes of a file lie: what {@code ext2:extents} says. */
final class FileRuns implements MapVisitor {

    private final Inode inode;
    private final int blockBits;
    private final List<List<Long>> runs = new ArrayList<>();

    private FileRuns(Inode inode) {
        this.inode = inode;
        this.blockBits = inode.volume().blockBits();
    }

    /**
     * The runs of a file in its order, each a list of three: the offset in the file, the offset in
     * the file system, and the length, in bytes. What is not named reads as zeros, unless the inode
     * itself holds the contents. The last run may reach beyond the end of the file.
     */
    static List<List<Long>> of(Inode inode) throws IOException {
        FileRuns collected = new FileRuns(inode);
        inode.walkMap(new PassedNodes(0), collected);
        return List.copyOf(collected.runs);
    }

    @Override
    public void data(long fileBlock, long diskBlock, long blocks) {
        long file = fileBlock << blockBits;
        long disk = diskBlock << blockBits;
        long bytes = blocks << blockBits;
        List<Long> last = runs.isEmpty() ? List.of(0L, 0L, 0L) : runs.getLast();
        if (last.get(2) > 0
                && last.get(0) + last.get(2) == file
                && last.get(1) + last.get(2) == disk) {
            runs.set(runs.size() - 1, List.of(last.get(0), last.get(1), last.get(2) + bytes));
        } else {
            runs.add(List.of(file, disk, bytes));
        }
    }

    @Override
    public void unwritten(long fileBlock, long diskBlock, long blocks) {}

    @Override
    public boolean node(NodeRef node) {
        return true;
    }

    @Override
    public void damage(MapDamage damage) throws IOException {
        throw damage.thrown(inode.number());
    }
}
