// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.run.ContentHash;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.inspect.Timeline;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of a timeline.
 *
 * @param path where the file is or was; of a nameless one the root
 * @param type what its directory says
 * @param inode the file; none if only its name is left
 * @param state what has become of it
 * @param md5 of its contents, if it was asked for and they can be read
 */
record TimelineRow(
        TreePath path,
        FileType type,
        Optional<Inode> inode,
        Timeline.State state,
        Optional<String> md5) {

    /** The state in one word. */
    String stateWord() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The path as fls has it. */
    String shownPath() {
        return state == Timeline.State.NAMELESS
                ? "/$OrphanFiles/OrphanFile-" + inode.map(Inode::number).orElse(0L)
                : path.toString();
    }

    /** A time, if the inode stores it. */
    Optional<Instant> time(InodeTime time) {
        return inode.flatMap(it -> it.disk().times().stored(time));
    }

    /** When it was deleted, if it was and that is known. */
    Optional<Instant> dtime() {
        return inode.map(it -> it.disk().deletionSeconds())
                .filter(seconds -> seconds != 0 && state != Timeline.State.LIVE)
                .map(Instant::ofEpochSecond);
    }

    /** The target of a symlink that can be read. */
    Optional<String> target() {
        if (inode.isEmpty() || inode.get().type() != FileType.SYMLINK) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileName.of(inode.get().symlinkTarget()).toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whether something happened to it in this span; of a mere name nobody knows. */
    boolean isWithin(Optional<Instant> since, Optional<Instant> until) {
        if (since.isEmpty() && until.isEmpty()) {
            return true;
        }
        List<Instant> all = new ArrayList<>();
        for (InodeTime time : InodeTime.values()) {
            time(time).ifPresent(all::add);
        }
        dtime().ifPresent(all::add);
        return all.stream()
                .anyMatch(
                        at ->
                                since.map(it -> !at.isBefore(it)).orElse(true)
                                        && until.map(it -> !at.isAfter(it)).orElse(true));
    }

    /** This row with the hash of its contents. */
    TimelineRow withMd5() {
        return new TimelineRow(
                path, type, inode, state, inode.flatMap(it -> ContentHash.of("MD5", it)));
    }
}
