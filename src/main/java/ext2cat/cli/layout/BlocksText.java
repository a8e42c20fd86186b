// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.text.Shown;
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

/** A map as {@code filefrag -v} prints it, with the indirect blocks in their places. */
final class BlocksText implements MapVisitor {

    private final Inode inode;
    private final String name;
    private final boolean tables;
    private final Writer out;
    private final Damage damage;
    private final long sizeBlocks;

    private long number;
    private long expected;
    private long fileBlock;
    private long diskBlock;
    private long blocks;

    /**
     * Nothing is written yet.
     *
     * @param tables whether indirect blocks are shown
     */
    BlocksText(Located located, boolean tables, Writer out, Damage damage) {
        this.inode = located.inode();
        this.name = FileArguments.label(located);
        this.tables = tables;
        this.out = out;
        this.damage = damage;
        // A size of 2^63 or more is negative: then all is after it.
        this.sizeBlocks =
                Math.ceilDiv(Math.max(0, inode.sizeBytes()), inode.volume().blockSizeBytes());
    }

    void begin() throws IOException {
        out.write(
                "File size of %s is %s (%s of %d bytes)\n"
                        .formatted(
                                name,
                                Long.toUnsignedString(inode.sizeBytes()),
                                Shown.count(sizeBlocks, "block"),
                                inode.volume().blockSizeBytes()));
        out.write(" ext:     logical_offset:        physical_offset: length:   expected: flags:\n");
    }

    @Override
    public void data(long file, long disk, long count) throws IOException {
        // Without tables between them, two runs may be one.
        if (blocks > 0 && fileBlock + blocks == file && diskBlock + blocks == disk) {
            blocks += count;
            return;
        }
        line(false);
        fileBlock = file;
        diskBlock = disk;
        blocks = count;
    }

    @Override
    public boolean node(NodeRef node) throws IOException {
        if (tables) {
            line(false);
            line(
                    node.use().text().toLowerCase(Locale.ROOT),
                    node.firstFileBlock(),
                    node.firstFileBlock() + node.blocks() - 1,
                    node.diskBlock(),
                    1,
                    "",
                    "");
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
        if (summary.metadataBlocks() > 0) {
            boolean extents = inode.disk().isMappedByExtents();
            String what = extents ? "map block" : "indirect block";
            out.write(", " + Shown.count(summary.metadataBlocks(), what));
        }
        if (summary.holes() > 0) {
            out.write(", " + Shown.count(summary.holes(), "hole"));
            out.write(" of " + Shown.count(summary.holeBlocks(), "block"));
        }
        out.write(summary.damages() > 0 ? "; damaged, so this is a part of it\n" : "\n");
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
