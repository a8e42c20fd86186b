// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.disk.FileName;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A path inside an image: names divided by {@code /}. Every path begins at the root of the image,
 * with or without a leading slash, since nothing else is there that it could begin at.
 *
 * @param text what error messages show
 * @param parts the names; each with all that it may mean, the likelier first, see {@link
 *     FileName#readings}
 * @param absolute whether it begins with a slash, which matters for the target of a symlink
 * @param mustBeDirectory whether it ends with a slash
 */
public record ImagePath(
        String text, List<List<FileName>> parts, boolean absolute, boolean mustBeDirectory) {

    /**
     * {@return the path that a user typed, whose names may be spelled with escapes}
     *
     * @param bytes as they were typed
     */
    public static ImagePath typed(byte[] bytes) {
        return of(bytes, FileName::readings);
    }

    /**
     * {@return the path that a user typed, in UTF-8}
     *
     * @param text as it was typed
     */
    public static ImagePath typed(String text) {
        return typed(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the path that is exactly these bytes, as in a symlink}
     *
     * @param bytes the names, divided by slashes
     */
    public static ImagePath exact(byte[] bytes) {
        return of(bytes, name -> List.of(FileName.of(name)));
    }

    private static ImagePath of(byte[] bytes, Function<byte[], List<FileName>> readings) {
        List<List<FileName>> parts = new ArrayList<>();
        for (byte[] word : words(bytes)) {
            parts.add(readings.apply(word));
        }
        boolean absolute = bytes.length > 0 && bytes[0] == '/';
        boolean mustBeDirectory = bytes.length > 0 && bytes[bytes.length - 1] == '/';
        return new ImagePath(
                FileName.of(bytes).toString(), List.copyOf(parts), absolute, mustBeDirectory);
    }

    /**
     * {@return the file that the path leads to; a symlink at its end is followed}
     *
     * @param volume the file system
     * @throws java.nio.file.NoSuchFileException if a part of the path is not there
     * @throws java.nio.file.NotDirectoryException if a part that should lead on is no directory
     * @throws java.nio.file.FileSystemLoopException if it takes more than 40 symlinks
     */
    public Inode lookup(Volume volume) throws IOException {
        return locate(volume).inode();
    }

    /**
     * {@return what {@link #lookup} finds, with the file's own place in the tree}
     *
     * @param volume the file system
     * @throws IOException as {@link #lookup}
     */
    public Located locate(Volume volume) throws IOException {
        return new PathWalk(volume).follow(this);
    }

    /**
     * {@return what the path leads to, a symlink at its end itself, with its place in the tree}
     *
     * @param volume the file system
     * @throws IOException as {@link #lookup}
     */
    public Located locateNoFollow(Volume volume) throws IOException {
        return new PathWalk(volume).noFollow(this);
    }

    /** What stands between the slashes of a path, where something does. */
    static List<byte[]> words(byte[] bytes) {
        List<byte[]> words = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '/') {
                if (at > start) {
                    words.add(Arrays.copyOfRange(bytes, start, at));
                }
                start = at + 1;
            }
        }
        return words;
    }
}
