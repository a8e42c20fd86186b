// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.trace.NumberSet;
import ext2cat.volume.DirectoryReader;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Goes through the directory tree and shows each regular file once, under the first of its names.
 * Memory grows with the depth of the tree and by one bit for each inode, not with the number of
 * files. What is damaged is reported, and the walk goes on behind it.
 */
final class FileWalk {

    /** A path has 4095 bytes at most, so no program reaches a directory that is deeper. */
    private static final int MAX_DEPTH = 2048;

    /** Damaged blocks of one directory that are worth being reported. */
    private static final int MAX_DAMAGED_BLOCKS = 64;

    /** Takes what the walk finds. */
    interface Visitor {

        /** A regular file. What this throws ends the walk. */
        void file(String path, Inode file) throws IOException;

        /** Something cannot be read. */
        void damage(String path, IOException thrown);

        /** Another inode was looked at. */
        void progress();
    }

    private record Level(FileName name, DirectoryReader reader) {}

    private final Volume volume;
    private final Visitor visitor;
    private final NumberSet seen = new NumberSet();
    private final Deque<Level> way = new ArrayDeque<>();

    FileWalk(Volume volume, Visitor visitor) {
        this.volume = volume;
        this.visitor = visitor;
    }

    void walk() throws IOException {
        Inode root = volume.root();
        seen.add(root.number(), 1);
        way.push(new Level(FileName.of(""), new DirectoryReader(root)));
        while (!way.isEmpty()) {
            walkOn(way.peek());
        }
    }

    /** Goes through the directory at hand until it ends or another one begins. */
    private void walkOn(Level level) throws IOException {
        int depth = way.size();
        int damagedBlocks = 0;
        while (way.size() == depth) {
            boolean found;
            try {
                found = level.reader().next();
            } catch (IOException e) {
                visitor.damage(path(FileName.of("")), e);
                damagedBlocks++;
                if (damagedBlocks == MAX_DAMAGED_BLOCKS) {
                    way.pop();
                }
                continue;
            }
            if (!found) {
                way.pop();
            } else if (seen.add(level.reader().entry().inode(), 1) == 1) {
                visit(level.reader().entry().inode(), level.reader().entry().name());
            }
        }
    }

    private void visit(long number, FileName name) throws IOException {
        visitor.progress();
        Inode inode;
        try {
            inode = volume.inode(number);
            if (inode.isDirectory()) {
                enter(name, inode);
            }
        } catch (IOException e) {
            visitor.damage(path(name), e);
            return;
        }
        if (inode.type() == FileType.REGULAR) {
            visitor.file(path(name), inode);
        }
    }

    private void enter(FileName name, Inode directory) throws IOException {
        if (way.size() == MAX_DEPTH) {
            throw new IOException("more than " + MAX_DEPTH + " directories deep");
        }
        way.push(new Level(name, new DirectoryReader(directory)));
    }

    private String path(FileName last) {
        StringBuilder path = new StringBuilder();
        for (Iterator<Level> levels = way.descendingIterator(); levels.hasNext(); ) {
            path.append(levels.next().name()).append('/');
        }
        return path.append(last).toString();
    }
}
