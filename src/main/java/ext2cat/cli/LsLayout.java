// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.io.IOException;
import java.util.List;

/** Puts the entries of one listing on lines. */
interface LsLayout {

    /**
     * Writes a listing.
     *
     * @param ofDirectory whether they are the entries of one directory, not files by themselves
     */
    void write(TextOut out, List<LsEntry> entries, boolean ofDirectory) throws IOException;

    /** The width of the widest inode number, and of the space behind; 0 if none are shown. */
    static int inodeWidth(List<LsEntry> entries, boolean inodes) {
        int width = 0;
        for (LsEntry entry : entries) {
            width = Math.max(width, TextOut.digits(entry.number()));
        }
        return inodes ? width + 1 : 0;
    }

    /** Writes a number into that width. */
    static void writeInode(TextOut out, LsEntry entry, int width) throws IOException {
        if (width > 0) {
            out.right(entry.number(), width - 1).put(' ');
        }
    }
}
