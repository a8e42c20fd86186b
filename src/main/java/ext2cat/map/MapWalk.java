// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.map.MapDamage.Again;
import ext2cat.map.MapDamage.Outside;
import ext2cat.map.MapDamage.Unreadable;
import ext2cat.mpage.Mapping;

import java.io.IOException;

/** One walk through one map, node by node (ext2fs_block_iterate). */
final class MapWalk {

    private final FileMap map;
    private final PassedNodes passed;
    private final MapVisitor visitor;

    MapWalk(FileMap map, PassedNodes passed, MapVisitor visitor) {
        this.map = map;
        this.passed = passed;
        this.visitor = visitor;
    }

    void walk() throws IOException {
        passed.startMap();
        MapNode root;
        try {
            root = map.root();
        } catch (CorruptImageException e) {
            visitor.damage(new Unreadable(new NodeRef(BlockUse.DATA, 0, map.maxBlocks(), 0), e));
            return;
        }
        walk(root, BlockUse.MAX_LEVEL + 1);
    }

    /** Goes no deeper than there are levels: those of the nodes on a way down descend. */
    private void walk(MapNode node, int level) throws IOException {
        if (node instanceof MapNode.Leaf leaf) {
            leaf(leaf);
        } else if (node instanceof MapNode.Index index) {
            long end = index.firstFileBlock() + index.blocks();
            for (long at = index.firstFileBlock(); at < end; ) {
                MapNode child = index.child(at);
                walk(child, level);
                at = child.firstFileBlock() + child.blocks();
            }
        } else if (node instanceof NodeRef ref) {
            enter(ref, level);
        }
    }

    private void enter(NodeRef ref, int level) throws IOException {
        if (ref.use().level() >= level) {
            throw new IllegalStateException(ref.use() + " below level " + level);
        }
        if (!map.range().contains(ref.diskBlock(), 1)) {
            visitor.damage(new Outside(ref, map.range()));
        } else if (!passed.pass(ref.diskBlock())) {
            visitor.damage(new Again(ref));
        } else if (visitor.node(ref)) {
            MapNode node;
            try {
                node = map.read(ref);
            } catch (IOException e) {
                visitor.damage(new Unreadable(ref, e));
                return;
            }
            walk(node, ref.use().level());
        }
    }

    private void leaf(MapNode.Leaf leaf) throws IOException {
        long end = leaf.firstFileBlock() + leaf.blocks();
        for (long at = leaf.firstFileBlock(); at < end; ) {
            Mapping mapping = leaf.at(at, end - at);
            if (mapping instanceof Mapping.Mapped run) {
                at += run(at, run.diskBlock(), run.count(), true);
            } else if (mapping instanceof Mapping.Unwritten run) {
                at += run(at, run.diskBlock(), run.count(), false);
            } else {
                at += mapping.count();
            }
        }
    }

    /** Visits as much of a run as exists; how many file blocks that was. */
    private long run(long fileBlock, long diskBlock, long count, boolean written)
            throws IOException {
        BlockRange range = map.range();
        if (!range.contains(diskBlock, 1)) {
            visitor.damage(new Outside(new NodeRef(BlockUse.DATA, fileBlock, 1, diskBlock), range));
            return 1;
        }
        long blocks = Math.min(count, range.end() - diskBlock);
        if (written) {
            visitor.data(fileBlock, diskBlock, blocks);
        } else {
            visitor.unwritten(fileBlock, diskBlock, blocks);
        }
        return blocks;
    }
}
