// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.volume.Inode;
import ext2cat.volume.walk.DirectoryReader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The directories that were asked for last, as many as there is memory for. One that was dropped is
 * read again, in the same order: the image does not change. So nothing depends on what the kernel
 * says it has forgotten.
 *
 * <p>For several threads.
 */
final class DirectoryIndexes {

    /** How many entries are read until it is asked whether somebody still waits for them. */
    private static final int ENTRIES_AT_A_TIME = 1 << 12;

    private final long mostBytes;
    private final Map<Long, DirectoryIndex> byInode = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /**
     * None yet.
     *
     * @param mostBytes how much memory they may take; the last one stays, whatever it takes
     */
    DirectoryIndexes(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The names of a directory.
     *
     * @param log hears of what is damaged in it
     * @param waiting who waits for it
     * @throws java.nio.file.NotDirectoryException if it is none
     */
    DirectoryIndex of(Inode directory, ServiceLog log, Interrupts.Waiting waiting)
            throws IOException {
        DirectoryIndex kept = kept(directory.number());
        if (kept != null) {
            return kept;
        }
        DirectoryIndex index = new DirectoryIndex();
        DirectoryReader reader = new DirectoryReader(directory);
        reader.sizeFlaw().ifPresent(flaw -> lost(directory, index, flaw, log));
        boolean more = true;
        while (more) {
            try {
                more = reader.next();
                if (more) {
                    index.add(reader.entry());
                }
            } catch (IOException e) {
                lost(directory, index, e, log);
            }
            if (index.size() % ENTRIES_AT_A_TIME == 0) {
                waiting.requireNotInterrupted();
            }
        }
        keep(directory.number(), index);
        return index;
    }

    private static void lost(
            Inode directory, DirectoryIndex index, IOException thrown, ServiceLog log) {
        index.lost(thrown);
        log.failed(directory.number(), thrown);
    }

    private synchronized @Nullable DirectoryIndex kept(long inode) {
        return byInode.get(inode);
    }

    private synchronized void keep(long inode, DirectoryIndex index) {
        DirectoryIndex before = byInode.put(inode, index);
        keptBytes += index.memoryBytes() - (before == null ? 0 : before.memoryBytes());
        Iterator<DirectoryIndex> oldest = byInode.values().iterator();
        while (keptBytes > mostBytes && byInode.size() > 1) {
            keptBytes -= oldest.next().memoryBytes();
            oldest.remove();
        }
    }

    /** How much memory they take. */
    synchronized long keptBytes() {
        return keptBytes;
    }
}
