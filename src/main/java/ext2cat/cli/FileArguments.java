// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.FileName;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of an image that the words of a command line name: a path, or {@code <12>} for the
 * inode of that number as in debugfs.
 */
final class FileArguments {

    private static final Pattern INODE = Pattern.compile("<([0-9]{1,10})>");

    private final Volume volume;
    private final boolean follow;

    /**
     * For one command.
     *
     * @param follow whether a symlink at the end of a path is followed
     */
    FileArguments(Volume volume, boolean follow) {
        this.volume = volume;
        this.follow = follow;
    }

    /** What messages call a word: safe to show. */
    static String label(String typed) {
        return typed.isEmpty() ? "''" : FileName.of(Arguments.bytes(typed)).toString();
    }

    /**
     * The files that a word names, at least one.
     *
     * @param typed the word, as {@link Arguments} recovered it
     * @throws NoSuchFileException if there is none
     */
    List<Located> locate(String typed) throws IOException {
        if (typed.isEmpty()) {
            throw new NoSuchFileException(""); // as Linux says of an empty path
        }
        Matcher number = INODE.matcher(typed);
        if (number.matches()) {
            Inode inode = volume.inode(Long.parseLong(number.group(1)));
            return List.of(new Located(TreePath.ROOT.child(FileName.of(typed)), inode));
        }
        ImagePath path = ImagePath.typed(Arguments.bytes(typed));
        return List.of(follow ? volume.locate(path) : volume.locateNoFollow(path));
    }
}
