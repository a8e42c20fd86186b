// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.inspect.BlockUsers;
import ext2cat.inspect.FormerFile;
import ext2cat.volume.TreePath;

import java.util.Map;
import java.util.Optional;

/**
 * What became of a deleted file.
 *
 * @param file the file
 * @param place its place in the new tree
 * @param result what became of it
 * @param users who uses its blocks now, and how many
 * @param sha256 of what was written, if all of it could be read
 */
record RecoveredFile(
        FormerFile file,
        TreePath place,
        Result result,
        Map<BlockUsers.User, Long> users,
        Optional<String> sha256) {

    /** What became of it. */
    enum Result {
        /** It was written as it was. */
        WHOLE("whole"),
        /** It was written, but others use some of its blocks now. */
        PARTLY("partly overwritten"),
        /** Nothing of it is left, so nothing was written. */
        LOST("overwritten"),
        /** Some of it is left, and only whole files are wanted. */
        LEFT_OUT("left out"),
        /** It could not be read or written. */
        FAILED("failed");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        /** As reports have it. */
        String label() {
            return label;
        }
    }
}
