// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileMode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.record.LinuxStat;
import ext2cat.volume.Inode;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * What {@code ls} remembers of a file until its directory is read.
 *
 * @param shown the name, safe to show
 * @param name the name
 * @param number the inode's number
 * @param facts what the inode says, if it was needed and can be read
 */
record LsEntry(String shown, FileName name, long number, Optional<Facts> facts) {

    /**
     * What the inode says.
     *
     * @param inode the file
     * @param time the one that the style shows
     * @param mark what stands after the permissions, if that was needed
     * @param target of a symlink, safe to show, if that was needed
     * @param targetMode the mode of what a symlink leads to, if that was needed and is there
     */
    record Facts(
            Inode inode,
            Instant time,
            AccessMark mark,
            Optional<String> target,
            Optional<FileMode> targetMode) {

        /** What lies on disk. */
        DiskInode disk() {
            return inode.disk();
        }

        /** Whether it has a device number in place of a size. */
        boolean isDevice() {
            return inode.type() == FileType.CHARACTER_DEVICE
                    || inode.type() == FileType.BLOCK_DEVICE;
        }
    }

    /** By name, byte by byte. */
    static final Comparator<LsEntry> BY_NAME = Comparator.comparing(LsEntry::name);

    /** By what is after the last dot of the name. */
    static final Comparator<LsEntry> BY_EXTENSION =
            Comparator.comparing((LsEntry entry) -> entry.extension()).thenComparing(BY_NAME);

    /** Directories, and symlinks that lead to one, first. */
    static final Comparator<LsEntry> DIRECTORIES_FIRST =
            Comparator.comparing((LsEntry entry) -> !entry.isOrLeadsToDirectory());

    /** The largest first. */
    static final Comparator<LsEntry> BY_SIZE =
            Comparator.comparing(
                            (LsEntry entry) ->
                                    entry.facts()
                                            .map(facts -> new LinuxStat(facts.disk()).sizeBytes())
                                            .orElse(0L))
                    .reversed()
                    .thenComparing(BY_NAME);

    /** The newest first. */
    static final Comparator<LsEntry> BY_TIME =
            Comparator.comparing(
                            (LsEntry entry) -> entry.facts().map(Facts::time).orElse(Instant.MIN))
                    .reversed()
                    .thenComparing(BY_NAME);

    private FileName extension() {
        byte[] bytes = name.toBytes();
        for (int at = bytes.length - 1; at >= 0; at--) {
            if (bytes[at] == '.') {
                return FileName.of(Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return FileName.of("");
    }

    private boolean isOrLeadsToDirectory() {
        return facts.isPresent()
                && (facts.get().inode().isDirectory()
                        || facts.get()
                                .targetMode()
                                .filter(mode -> mode.type() == FileType.DIRECTORY)
                                .isPresent());
    }
}
