// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.FileType;
import ext2cat.export.Export;
import ext2cat.export.hash.FileHashes;
import ext2cat.export.hash.HashListener;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The hashes are those of the library's own run over the tree, which {@code ext2 hash} prints. */
final class HashesTest {

    /** Some images have sparse files of terabytes. */
    private static final long MOST_BYTES = 1 << 20;

    @Test
    void ofAllTestImages() throws Exception {
        List<Path> images;
        try (Stream<Path> files = Files.walk(Images.folder())) {
            images =
                    files.filter(file -> file.toString().matches(".*\\.img\\.(gz|xz|zst|bz2)"))
                            .toList();
        }
        SortedMap<String, String> expected = new TreeMap<>();
        for (Path image : images) {
            expected.putAll(hashes(image));
        }

        SortedMap<String, String> found = new TreeMap<>();
        for (Row row :
                Local.read(TableName.FILES, images.toArray(Path[]::new))
                        .where("type = 'regular file' and size <= " + MOST_BYTES)
                        .selectExpr("image", "explode(paths) path", "lower(hex(sha256)) hash")
                        .where("hash is not null")
                        .collectAsList()) {
            found.put(key(row.getString(0), row.getString(1)), row.getString(2));
        }

        assertThat(found).hasSizeGreaterThan(10_000).isEqualTo(expected);
    }

    private static SortedMap<String, String> hashes(Path image) throws Exception {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Volume volume = Volume.open(image)) {
            new FileHashes(volume, "SHA-256")
                    .run(
                            smallFiles(volume),
                            new HashListener() {
                                @Override
                                public void hashed(TreePath path, Inode inode, byte[] hash) {
                                    hashes.put(
                                            key("file:" + image, path.toString()),
                                            HexFormat.of().formatHex(hash));
                                }

                                @Override
                                public void failed(TreePath path, IOException thrown) {}
                            });
        }
        return hashes;
    }

    private static Export.Source smallFiles(Volume volume) {
        return visitor ->
                new TreeWalk(
                                volume,
                                TreeWalk.Order.DIRECTORY,
                                new TreeWalk.Visitor() {
                                    @Override
                                    public boolean visit(TreePath path, Inode inode)
                                            throws IOException {
                                        return (inode.type() == FileType.DIRECTORY
                                                        || inode.sizeBytes() <= MOST_BYTES)
                                                && visitor.visit(path, inode);
                                    }

                                    @Override
                                    public void damage(TreePath path, IOException thrown)
                                            throws IOException {
                                        visitor.damage(path, thrown);
                                    }
                                })
                        .walk(TreePath.ROOT, volume.root());
    }

    private static String key(String image, String path) {
        return image + " " + path;
    }
}
