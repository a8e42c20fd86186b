// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.find.Expression.Test;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.DirectoryReader;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Tests of what a file is. */
final class TypeTests {

    private TypeTests() {}

    /** {@code -type d,f}. */
    static Test type(String option, String letters) throws FindSyntaxException {
        Set<FileType> types = types(option, letters);
        return entry -> types.contains(entry.type());
    }

    /** {@code -xtype d,f}: of a symlink what it leads to, itself if it leads nowhere. */
    static Test typeBehindLinks(String option, String letters) throws FindSyntaxException {
        Set<FileType> types = types(option, letters);
        return entry ->
                types.contains(
                        entry.type() == FileType.SYMLINK ? typeOfTarget(entry) : entry.type());
    }

    private static FileType typeOfTarget(TreeEntry symlink) {
        try {
            ImagePath path = ImagePath.exact(symlink.path().toBytes());
            return path.lookup(symlink.inode().volume()).type();
        } catch (IOException _) {
            return FileType.SYMLINK;
        }
    }

    private static Set<FileType> types(String option, String letters) throws FindSyntaxException {
        Set<FileType> types = EnumSet.noneOf(FileType.class);
        for (String letter : letters.split(",", -1)) {
            types.add(
                    switch (letter) {
                        case "f" -> FileType.REGULAR;
                        case "d" -> FileType.DIRECTORY;
                        case "l" -> FileType.SYMLINK;
                        case "c" -> FileType.CHARACTER_DEVICE;
                        case "b" -> FileType.BLOCK_DEVICE;
                        case "p" -> FileType.FIFO;
                        case "s" -> FileType.SOCKET;
                        default ->
                                throw new FindSyntaxException(
                                        "%s takes letters of f, d, l, c, b, p and s with commas"
                                                        .formatted(option)
                                                + " between, not '"
                                                + letters
                                                + "'");
                    });
        }
        return types;
    }

    /** {@code -empty}: a regular file of no bytes, a directory of no entries. */
    static boolean isEmpty(TreeEntry entry) throws IOException {
        return switch (entry.type()) {
            case REGULAR -> entry.inode().sizeBytes() == 0;
            case DIRECTORY -> hasNoEntries(entry.inode());
            default -> false;
        };
    }

    /** What is damaged is thrown only if the directory has no sound entry. */
    private static boolean hasNoEntries(Inode directory) throws IOException {
        DirectoryReader reader = new DirectoryReader(directory);
        Optional<CorruptImageException> damage = Optional.empty();
        while (true) {
            try {
                if (!reader.next()) {
                    break;
                }
                if (!reader.entry().isDotOrDotDot()) {
                    return false;
                }
            } catch (CorruptImageException e) {
                damage = damage.or(() -> Optional.of(e));
            }
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        return true;
    }
}
