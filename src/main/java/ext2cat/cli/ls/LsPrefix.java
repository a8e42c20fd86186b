// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.HumanSize;
import ext2cat.cli.text.TextOut;
import ext2cat.disk.record.LinuxStat;

import java.io.IOException;
import java.util.List;

/** What stands before everything else of an entry: its inode number and what it takes. */
final class LsPrefix {

    private static final int SECTOR_BYTES = 512;

    private final LsStyle style;
    private final int inodeWidth;
    private final int blocksWidth;

    /** As wide as these entries need it. */
    LsPrefix(LsStyle style, List<LsEntry> entries) {
        this.style = style;
        int inode = 0;
        int blocks = 0;
        for (LsEntry entry : entries) {
            inode = Math.max(inode, TextOut.digits(entry.number()));
            blocks = style.blocks() ? Math.max(blocks, blocks(entry).length()) : 0;
        }
        this.inodeWidth = style.inodes() ? inode : 0;
        this.blocksWidth = blocks;
    }

    /** The columns that it takes, with the space after them. */
    int width() {
        return (inodeWidth > 0 ? inodeWidth + 1 : 0) + (blocksWidth > 0 ? blocksWidth + 1 : 0);
    }

    void write(TextOut out, LsEntry entry) throws IOException {
        if (inodeWidth > 0) {
            out.right(entry.number(), inodeWidth).put(' ');
        }
        if (blocksWidth > 0) {
            out.right(blocks(entry), blocksWidth).put(' ');
        }
    }

    /** The line above the entries of a directory. */
    void writeTotal(TextOut out, List<LsEntry> entries) throws IOException {
        long sectors = 0;
        for (LsEntry entry : entries) {
            sectors += entry.facts().map(facts -> new LinuxStat(facts.disk()).sectors()).orElse(0L);
        }
        out.put("total ").put(amount(sectors)).put('\n');
    }

    private String blocks(LsEntry entry) {
        return entry.facts()
                .map(facts -> amount(new LinuxStat(facts.disk()).sectors()))
                .orElse("?");
    }

    private String amount(long sectors) {
        return style.human()
                ? HumanSize.of(sectors * SECTOR_BYTES)
                : Long.toString((sectors + 1) / 2);
    }
}
