// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an archive is made.
 *
 * @param dotSlash whether names begin with {@code ./}
 * @param allTimes whether the times of access and of the change of the inode are stored too
 * @param uid the owner of every entry, in place of that in the image
 * @param gid the group of every entry, in place of that in the image
 * @param mtime the time of every entry, in place of that in the image
 */
public record TarOptions(
        boolean dotSlash,
        boolean allTimes,
        OptionalLong uid,
        OptionalLong gid,
        Optional<Instant> mtime) {

    /**
     * Options of an archive whose entries have the owners and times that the image has.
     *
     * @param dotSlash whether names begin with {@code ./}
     * @param allTimes whether the times of access and of the change of the inode are stored too
     */
    public TarOptions(boolean dotSlash, boolean allTimes) {
        this(dotSlash, allTimes, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }
}
