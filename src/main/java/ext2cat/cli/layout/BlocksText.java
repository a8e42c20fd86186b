// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.text.Shown;
import ext2cat.disk.Superblock;
import ext2cat.inspect.MapSummary;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.walk.Damage;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A map as {@code filefrag -v} prints it, with the blocks of the map in their places. A tree of
 * extents has a line for each extent if its blocks are shown too, as {@code debugfs dump_extents}
 * has it.
 */
final class BlocksText implements MapVisitor {

    private final Inode inode;
    private final String name;
    private final boolean tables;
    private final Writer out;
    private final Damage damage;
    private final CoveredBlocks covered;
    private final long sizeBlocks;

    private long number;
    private long expected;
    private long fileBlock;
    private long diskBlock;
    private long blocks;
    private boolean written;

    /**
     * Nothing is written yet.
     *
     * @param tables whether blocks of the map are shown
     */
    BlocksText(Located located, boolean tables, Writer out, Damage damage) {
        this.inode = located.inode();
        this.name = FileArguments.label(located);
        this.tables = tables;
        this.out = out;
        this.damage = damage;
        this.covered = new CoveredBlocks(inode);
        this.sizeBlocks = covered.sizeBlocks();
    }

    void begin() throws IOException {
        Superblock superblock = inode.volume().superblock();
        out.write(
                "File size of %s is %s (%s of %d bytes%s)\n"
                        .formatted(
                                name,
                                Long.toUnsignedString(inode.sizeBytes()),
                                Shown.count(sizeBlocks, "block"),
                                superblock.blockSizeBytes(),
                                superblock.clusterBlocks() == 1
                                        ? ""
                                        : ", clusters of %d blocks"
                                                .formatted(superblock.clusterBlocks())));
        out.write(" ext:     logical_offset:        physical_offset: length:   expected: flags:\n");
    }

    @Override
    public void data(long file, long disk, long count) throws IOException {
        run(file, disk, count, true);
    }

    @Override
    public void unwritten(long file, long disk, long count) throws IOException {
        run(file, disk, count, false);
    }

    private void run(long file, long disk, long count, boolean isWritten) throws IOException {
        // Without tables between them, two runs may be one.
        if (blocks > 0
                && fileBlock + blocks == file
                && diskBlock + blocks == disk
                && written == isWritten
                && !(tables && inode.disk().isMappedByExtents())) {
            blocks += count;
            return;
        }
        line(false);
        written = isWritten;
        fileBlock = file;
        diskBlock = disk;
        blocks = count;
    }

    @Override
    public boolean node(NodeRef node) throws IOException {
        if (tables) {
            line(false);
            boolean extents = inode.disk().isMappedByExtents();
            int depth = node.use().level() - 1;
            String indirect = node.use().text().toLowerCase(Locale.ROOT);
            line(
                    !extents ? indirect : depth == 0 ? "leaf" : "idx",
                    node.firstFileBlock(),
                    node.firstFileBlock() + covered.blocks(node) - 1,
                    node.diskBlock(),
                    1,
                    "",
                    extents ? "depth " + depth : "");
        }
        return true;
    }

    @Override
    public void damage(MapDamage part) throws IOException {
        line(false);
        out.flush();
        damage.lost(new Damage.Inodes(inode.number()), part.thrown(inode.number()));
    }

    void end(MapSummary summary) throws IOException {
        line(true);
        out.write(name + ": " + Shown.count(summary.runs(), "extent") + " found");
        switch (summary.form()) {
            case INLINE_DATA -> out.write("; the inode itself holds the contents");
            case FAST_SYMLINK -> out.write("; the inode itself holds the target");
            case EXTENTS -> append(summary.metadataBlocks(), "extent tree block");
            case BLOCK_POINTERS -> append(summary.metadataBlocks(), "indirect block");
            case NONE -> {
                // No contents.
            }
        }
        append(summary.unwrittenBlocks(), "unwritten block");
        if (inode.volume().superblock().clusterBlocks() > 1) {
            append(summary.clusters(), "cluster");
        }
        if (summary.holes() > 0) {
            out.write(", " + Shown.count(summary.holes(), "hole"));
            out.write(" of " + Shown.count(summary.holeBlocks(), "block"));
        }
        out.write(summary.damages() > 0 ? "; damaged, so this is a part of it\n" : "\n");
    }

    private void append(long number, String noun) throws IOException {
        if (number > 0) {
            out.write(", " + Shown.count(number, noun));
        }
    }

    /** Writes the run at hand, if there is one. */
    private void line(boolean last) throws IOException {
        if (blocks == 0) {
            return;
        }
        List<String> flags = new ArrayList<>();
        if (last) {
            flags.add("last");
        }
        if (!written) {
            flags.add("unwritten");
        }
        if (fileBlock + blocks > sizeBlocks) {
            flags.add("beyond");
        }
        if (fileBlock + blocks >= sizeBlocks) {
            flags.add("eof");
        }
        line(
                Long.toString(number),
                fileBlock,
                fileBlock + blocks - 1,
                diskBlock,
                blocks,
                number == 0 || diskBlock == expected ? "" : expected + ":",
                String.join(",", flags));
        number++;
        expected = diskBlock + blocks;
        blocks = 0;
    }

    private void line(
            String what, long first, long last, long disk, long count, String wanted, String flags)
            throws IOException {
        String line =
                "%4s: %8d..%8d: %10d..%10d: %6d: %11s %s"
                        .formatted(what, first, last, disk, disk + count - 1, count, wanted, flags);
        out.write(line.stripTrailing());
        out.write('\n');
    }
}
