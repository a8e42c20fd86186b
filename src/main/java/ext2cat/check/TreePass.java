// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.Superblock;
import ext2cat.map.numbers.NumberSet;

import java.util.ArrayList;
import java.util.List;

/** Pass 3: whether every directory hangs below the root, and knows its parent. */
final class TreePass {

    private final Subject subject;
    private final DirectoryLinks links;
    private final NumberSet judged = new NumberSet();
    private final NumberSet passed = new NumberSet();

    TreePass(Subject subject, DirectoryLinks links) {
        this.subject = subject;
        this.links = links;
    }

    /** Climbs from every directory. */
    void run() {
        judged.add(Superblock.ROOT_INODE);
        NumberSet directories = subject.directories();
        for (long at = directories.next(0); at >= 0; at = directories.next(at + 1)) {
            parent(at);
            climb(at);
        }
    }

    private void parent(long directory) {
        long dotDot = links.dotDots().get(directory);
        long parent =
                directory == Superblock.ROOT_INODE
                        ? Superblock.ROOT_INODE
                        : links.parents().get(directory);
        if (dotDot != 0 && parent != 0 && dotDot != parent) {
            subject.findings()
                    .add(
                            Problem.WRONG_PARENT,
                            Place.directory(directory),
                            ".. is inode %d, but %s",
                            dotDot,
                            directory == Superblock.ROOT_INODE
                                    ? "it is the root, so expected itself"
                                    : "the entry for it is in directory inode " + parent);
        }
    }

    /** Goes up until a directory that is judged; only the highest of a lost part is told. */
    private void climb(long directory) {
        List<Long> way = new ArrayList<>();
        long at = directory;
        while (!judged.contains(at)) {
            way.add(at);
            passed.add(at);
            long parent = links.parents().get(at);
            // Those that former climbs passed are judged.
            boolean isOnThisWay = passed.contains(parent) && !judged.contains(parent);
            if (parent == 0 || isOnThisWay) {
                unreachable(at, parent);
                break;
            }
            at = parent;
        }
        way.forEach(judged::add);
    }

    private void unreachable(long directory, long parent) {
        boolean entryMayBeLost = parent == 0 && !subject.findings().hasAll(Loss.ENTRIES);
        if (entryMayBeLost || subject.orphans().contains(directory)) {
            return;
        }
        subject.findings()
                .add(
                        Problem.UNREACHABLE_DIRECTORY,
                        Place.directory(directory),
                        parent == 0
                                ? "no directory has an entry for it, .. is inode "
                                        + links.dotDots().get(directory)
                                : "it lies below itself, and not below the root");
    }
}
