// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An image of {@code testimages/} and what a reader must find in it. The README there tells the
 * files and their fields.
 *
 * @param name the file name without {@code .img} and the packing
 * @param packed the compressed image
 * @param packing how it is compressed
 */
public record TestImage(String name, Path packed, Packing packing) {

    private static final int CHUNK_BYTES = 1 << 16;

    /** The entries of the tree from which it was made. */
    public List<ExpectedEntry> expected() throws IOException {
        return table("expected.tsv", ExpectedEntry::of);
    }

    /** What was written to files of 16 MiB and more. */
    public List<WrittenExtent> extents() throws IOException {
        return table("extents.tsv", WrittenExtent::of);
    }

    /** The extended attributes; none for most images. */
    public List<ExpectedXattr> xattrs() throws IOException {
        return table("xattrs.tsv", ExpectedXattr::of);
    }

    /** What was deleted; nothing for most images. */
    public List<DeletedFile> deleted() throws IOException {
        return table("deleted.tsv", DeletedFile::of);
    }

    /** The block maps of all files; none for images that are about other things. */
    public List<ExpectedMap> maps() throws IOException {
        return ExpectedMap.of(table("map.tsv", Function.identity()));
    }

    /** The bytes of the image, from the first. */
    public InputStream open() throws IOException {
        return packing.open(packed);
    }

    /** All bytes of a small image. */
    public byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** The image as a sparse file in {@code folder}, whose name is {@code NAME.img}. */
    public Path expandInto(Path folder) throws IOException {
        Path file = folder.resolve(name + ".img");
        byte[] zeros = new byte[CHUNK_BYTES];
        try (InputStream in = open();
                FileChannel out =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.SPARSE)) {
            long position = 0;
            byte[] chunk = in.readNBytes(CHUNK_BYTES);
            while (chunk.length > 0) {
                byte[] next = in.readNBytes(CHUNK_BYTES);
                // The last chunk is written even if it is zeros: it gives the file its length.
                if (next.length == 0 || !Arrays.equals(chunk, zeros)) {
                    out.write(ByteBuffer.wrap(chunk), position);
                }
                position += chunk.length;
                chunk = next;
            }
        }
        return file;
    }

    /** The folder and the name, for the list of tests. */
    @Override
    public String toString() {
        return packed.getParent().getFileName() + "/" + name;
    }

    /**
     * The rows of the image's own file of that kind, or else of the one that the images of the
     * folder share.
     */
    private <T> List<T> table(String kind, Function<List<String>, T> row) throws IOException {
        Path own = packed.resolveSibling(name + "." + kind);
        Path file = Files.exists(own) ? own : packed.resolveSibling(kind);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> row.apply(List.of(line.split("\t", -1))))
                    .toList();
        }
    }
}
