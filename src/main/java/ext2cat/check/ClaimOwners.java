// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeBlock;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.walk.InodeScan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pass 1B: if there are blocks that are claimed more than once, all maps are walked again to name
 * those who claim them. Up to a limit: a knotted image can have millions of such blocks.
 */
final class ClaimOwners {

    private static final int MOST_BLOCKS = 1 << 14;
    private static final int MOST_OWNERS = 8;

    /** One who has a block: which inode, and what of it lies there. */
    private record Owner(long inode, String part, long fileBlock) {

        /** Whether this owner has the block after that of {@code before} as its next one. */
        boolean follows(Owner before) {
            return inode == before.inode
                    && part.equals(before.part)
                    && fileBlock == before.fileBlock + 1;
        }

        @Override
        public String toString() {
            return "inode " + inode + " (" + part + (fileBlock < 0 ? "" : " " + fileBlock) + ")";
        }
    }

    private final Subject subject;
    private final PassedNodes passed = new PassedNodes(0);
    private final TreeMap<Long, List<Owner>> owners = new TreeMap<>();
    private final NumberSet seen = new NumberSet();
    private long blocksLeftOut;

    ClaimOwners(Subject subject) {
        this.subject = subject;
    }

    /** Names the owners. */
    void run() throws IOException {
        if (!subject.claims().anyClaimedTwice()) {
            return;
        }
        InodeScan.scan(
                subject.volume(), inode -> inode(inode.disk()), (_, _) -> {}); // told in pass 1
        report();
        subject.findings().addSilently(Problem.MULTIPLY_CLAIMED, blocksLeftOut);
    }

    private void inode(DiskInode inode) throws IOException {
        long number = inode.number();
        if (!subject.isReserved(number) && !subject.inodes().isUsed(number)) {
            return;
        }
        if (inode.hasMap()) {
            subject.map(inode).walk(passed, new MapOwner(number));
        }
        for (InodeBlock own : inode.ownBlocks()) {
            if (subject.volume().blockRange().contains(own.diskBlock(), 1)
                    && subject.claims().isClaimedTwice(own.diskBlock())) {
                add(own.diskBlock(), new Owner(number, own.kind().label(), -1));
            }
        }
    }

    private final class MapOwner implements MapVisitor {

        private final long inode;

        MapOwner(long inode) {
            this.inode = inode;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) {
            for (long i = 0; i < blocks; i++) {
                if (subject.claims().isClaimedTwice(diskBlock + i)) {
                    add(diskBlock + i, new Owner(inode, "file block", fileBlock + i));
                }
            }
        }

        @Override
        public boolean node(NodeRef node) {
            addNode(node);
            return !subject.claims().isMetadata(node.diskBlock())
                    && subject.blocks().isOnDevice(node.diskBlock());
        }

        @Override
        public void damage(MapDamage damage) {
            if (damage instanceof MapDamage.Again(NodeRef node)) {
                addNode(node);
            }
        }

        private void addNode(NodeRef node) {
            if (subject.claims().isClaimedTwice(node.diskBlock())) {
                add(
                        node.diskBlock(),
                        new Owner(inode, "indirect block of file block", node.firstFileBlock()));
            }
        }
    }

    private void add(long block, Owner owner) {
        List<Owner> ofBlock = owners.get(block);
        if (ofBlock == null) {
            if (owners.size() == MOST_BLOCKS) {
                if (seen.add(block)) {
                    blocksLeftOut++;
                }
                return;
            }
            ofBlock = new ArrayList<>(2);
            owners.put(block, ofBlock);
        }
        if (ofBlock.size() < MOST_OWNERS) {
            ofBlock.add(owner);
        }
    }

    private void report() {
        long first = 0;
        long last = 0;
        List<Owner> ofFirst = List.of();
        List<Owner> ofLast = List.of();
        for (Map.Entry<Long, List<Owner>> entry : owners.entrySet()) {
            if (entry.getKey() != last + 1 || !follow(entry.getValue(), ofLast)) {
                report(first, last, ofFirst);
                first = entry.getKey();
                ofFirst = entry.getValue();
            }
            last = entry.getKey();
            ofLast = entry.getValue();
        }
        report(first, last, ofFirst);
    }

    private static boolean follow(List<Owner> next, List<Owner> before) {
        if (next.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < next.size(); i++) {
            if (!next.get(i).follows(before.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void report(long first, long last, List<Owner> ofFirst) {
        if (ofFirst.isEmpty()) {
            return;
        }
        String names =
                ofFirst.size() == 1
                        ? ofFirst.getFirst() + " and something else"
                        : String.join(" and ", ofFirst.stream().map(Owner::toString).toList());
        subject.findings()
                .add(
                        Problem.MULTIPLY_CLAIMED,
                        Place.blocks(first, last),
                        "claimed by %s%s",
                        names,
                        ofFirst.size() == MOST_OWNERS ? " and perhaps more" : "");
    }
}
