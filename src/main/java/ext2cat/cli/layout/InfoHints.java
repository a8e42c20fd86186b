// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Shown;
import ext2cat.disk.AcceptedFeatures;
import ext2cat.disk.ErrorRecord;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.SuperblockDetails;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.inspect.GroupTotals;
import ext2cat.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What should be known of a file system before it is used, a sentence each. */
final class InfoHints {

    private static final int CLEAN = 1;
    private static final int HAS_ERRORS = 2;

    private InfoHints() {}

    /** The hints of a file system; none for one that was put away well. */
    static List<String> of(
            Superblock superblock, Optional<Volume> volume, Optional<GroupTotals> space) {
        List<String> hints = new ArrayList<>();
        try {
            superblock.features().check(AcceptedFeatures.ALL_KNOWN);
        } catch (UnsupportedFeatureException e) {
            hints.add("this program reads no files of it: " + e.getMessage());
        }
        volume.ifPresent(
                opened -> {
                    hints.addAll(opened.warnings());
                    opened.replaySummary().ifPresent(hints::add);
                });
        SuperblockDetails details = superblock.details();
        state(details, hints);
        if (superblock.features().has(RoCompatFeature.ORPHAN_PRESENT)) {
            hints.add(
                    "inodes that the next mount frees are listed in inode %d, the orphan file"
                            .formatted(details.orphanFileInode()));
        }
        space.ifPresent(
                groups -> {
                    differs("blocks", details.freeBlocksCount(), groups.freeBlocks(), hints);
                    differs("inodes", details.freeInodesCount(), groups.freeInodes(), hints);
                });
        return hints;
    }

    private static void state(SuperblockDetails details, List<String> hints) {
        if ((details.state() & CLEAN) == 0) {
            hints.add("it was not unmounted, or was mounted when the image was made");
        }
        if ((details.state() & HAS_ERRORS) != 0) {
            hints.add("Linux found errors in it and noted that it must be checked");
        }
        if (details.errorCount() > 0) {
            hints.add(
                    Shown.count(details.errorCount(), "error")
                            + " since the last check"
                            + details.lastError().map(InfoHints::where).orElse(""));
        }
        if (details.lastOrphan() != 0) {
            hints.add(
                    "inodes that the next mount frees are listed from inode %d on"
                            .formatted(details.lastOrphan()));
        }
        int most = details.maxMountCount();
        if (most > 0 && details.mountCount() >= most) {
            hints.add(
                    "it was mounted %d times since the last check, which is due after %d"
                            .formatted(details.mountCount(), most));
        }
    }

    private static String where(ErrorRecord error) {
        return ", the last in the kernel's %s, line %d, inode %d, block %d"
                .formatted(error.function(), error.line(), error.inode(), error.block());
    }

    /** Linux counts by the groups; the superblock is brought up to date when it is unmounted. */
    private static void differs(String what, long superblock, long groups, List<String> hints) {
        if (superblock != groups) {
            hints.add(
                    "the superblock counts %d free %s, the groups %d"
                            .formatted(superblock, what, groups));
        }
    }
}
