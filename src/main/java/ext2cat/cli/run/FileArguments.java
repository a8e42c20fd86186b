// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Arguments;
import ext2cat.disk.FileName;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.Glob;
import ext2cat.volume.path.GlobWalk;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.Damage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The files of an image that the words of a command line name: a path; {@code <12>} for the inode
 * of that number as in debugfs; or a path with {@code *}, {@code ?} or {@code [...]} for all that
 * match, unless there is a file whose name is just that.
 */
public final class FileArguments {

    private static final int MAX_DIGITS = 10;

    private final Volume volume;
    private final boolean follow;
    private final Damage damage;

    /**
     * For one command, that wants all matches of a pattern or none.
     *
     * @param follow whether a symlink at the end of a path is followed
     */
    public FileArguments(Volume volume, boolean follow) {
        this(
                volume,
                follow,
                (_, thrown) -> {
                    throw thrown;
                });
    }

    /**
     * For one command.
     *
     * @param follow whether a symlink at the end of a path is followed
     * @param damage receives what cannot be read while matches of a pattern are sought
     */
    public FileArguments(Volume volume, boolean follow, Damage damage) {
        this.volume = volume;
        this.follow = follow;
        this.damage = damage;
    }

    /** Whether a word is one path, whatever is in the image: neither a pattern nor an inode. */
    public static boolean isPath(String typed) {
        return typed.indexOf('*') < 0
                && typed.indexOf('?') < 0
                && typed.indexOf('[') < 0
                && !typed.startsWith("<");
    }

    /** What a listing calls a file: its path, or {@code <12>} if that was the word for it. */
    public static String label(Located file) {
        return isNumber(file) ? file.path().name().toString() : file.path().toString();
    }

    /** Whether the word for a file was {@code <12>}, so that its path need not be in the image. */
    public static boolean isNumber(Located file) {
        return file.path().depth() == 1
                && file.path().name().equals(FileName.of("<" + file.inode().number() + ">"));
    }

    /**
     * The files that a word names: at least one, unless all that match could only be reported.
     *
     * @param typed the word, as {@link Arguments} recovered it
     * @throws NoSuchFileException if there is none
     * @throws FileSystemException if no file matches a pattern, or there is no inode of a number
     */
    public List<Located> locate(String typed) throws IOException {
        if (typed.isEmpty()) {
            throw new NoSuchFileException(""); // as Linux says of an empty path
        }
        OptionalLong number = inodeNumber(typed);
        if (number.isPresent()) {
            Inode inode = volume.inode(verifyInode(volume, number.getAsLong()));
            return List.of(new Located(TreePath.ROOT.child(FileName.of(typed)), inode));
        }
        byte[] bytes = Arguments.bytes(typed);
        return Glob.isPattern(bytes) ? locatePattern(bytes) : List.of(locatePath(bytes));
    }

    /**
     * The file that a word names where only one is wanted.
     *
     * @throws SeveralFilesException if several match a pattern
     */
    public Located one(String typed) throws IOException {
        if (!isPath(typed)) {
            // A symbolic link that leads nowhere is a match as well.
            int matches = new FileArguments(volume, false, damage).locate(typed).size();
            if (matches > 1) {
                throw new SeveralFilesException(matches);
            }
        }
        return locate(typed).getFirst();
    }

    /**
     * What messages call a file: the word for it if that is a path, else as {@link
     * #label(Located)}.
     *
     * @param typed the word that named it
     */
    public static String label(String typed, Located file) {
        return isPath(typed) ? ImagePath.typed(Arguments.bytes(typed)).text() : label(file);
    }

    /**
     * The number of an inode that was typed.
     *
     * @throws FileSystemException if the file system has no such inode
     */
    public static long verifyInode(Volume volume, long number) throws FileSystemException {
        long last = volume.layout().inodesCount();
        if (number < 1 || number > last) {
            throw new FileSystemException(
                    "", null, "there is none; the file system has inodes 1 to " + last);
        }
        return number;
    }

    private Located locatePath(byte[] typed) throws IOException {
        ImagePath path = ImagePath.typed(typed);
        return follow ? path.locate(volume) : path.locateNoFollow(volume);
    }

    private List<Located> locatePattern(byte[] typed) throws IOException {
        try {
            return List.of(locatePath(typed));
        } catch (NoSuchFileException | NotDirectoryException _) {
            AtomicBoolean told = new AtomicBoolean();
            List<Located> found =
                    GlobWalk.expand(
                            volume,
                            typed,
                            follow,
                            (part, thrown) -> {
                                told.set(true);
                                damage.lost(part, thrown);
                            });
            if (found.isEmpty() && !told.get()) {
                throw new FileSystemException("", null, "no file matches");
            }
            return found;
        }
    }

    /** The number in {@code <12>}. By hand, since to make a regular expression takes longer. */
    private static OptionalLong inodeNumber(String typed) {
        int last = typed.length() - 1;
        if (last < 2 || last > MAX_DIGITS + 1) {
            return OptionalLong.empty();
        }
        if (typed.charAt(0) != '<' || typed.charAt(last) != '>') {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 1; i < last; i++) {
            char digit = typed.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            number = 10 * number + digit - '0';
        }
        return OptionalLong.of(number);
    }
}
