// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BlockUse;
import ext2cat.device.MappedDevice;
import ext2cat.images.Carrier;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.map.BlockMap;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What cannot be read is told, and the rest is received all the same. */
final class ExportDamageTest {

    /** Small, so that /70000-bytes is a large file if that is wanted. */
    private static final ExportOptions SMALLEST = ExportOptions.DEFAULT.withSlabs(1 << 16, 2);

    /** The hash of /70000-bytes with zeros from its indirect block on. */
    private static final String FIRST_TWELVE_BLOCKS =
            "3f0c782c4642740448ea69007a867192c2a6e66652f96a713acde1d65c39ab1d";

    /** The same with three blocks more. */
    private static final String FIRST_FIFTEEN_BLOCKS =
            "84db5d90664c5cd39b04b18c81b3e802e629735c22623111415717c2f2bbc24a";

    private static final String ZEROS =
            "f51b279903037b37ea1828a1021499995718d38016cad6c0da30962a41be052f";

    @TempDir private Path folder;
    private TestImage image;
    private Map<String, String> sound;

    @BeforeEach
    void readAll() throws IOException {
        image = new TestImages().named("tree-default-4k");
        sound = read(ExportOptions.DEFAULT, _ -> false).files;
    }

    @Test
    void aBlockThatCannotBeReadEndsItsFileAndNoOther() throws IOException {
        for (ExportOptions options : Set.of(ExportOptions.DEFAULT, SMALLEST)) {
            Received received = read(options, bio -> bio.diskBlock() == 35);
            assertThat(received.damage).isEmpty();
            assertThat(differing(received)).isEqualTo(Set.of("/70000-bytes"));
            assertThat(received.files.get("/70000-bytes"))
                    .startsWith("file " + FIRST_TWELVE_BLOCKS)
                    .endsWith("failed: a bad block");
        }
    }

    @Test
    void anIndirectBlockThatCannotBeReadLeavesWhatIsBeforeIt() throws IOException {
        for (ExportOptions options : Set.of(ExportOptions.DEFAULT, SMALLEST)) {
            Received received = read(options, bio -> bio.use() == BlockMap.use(1));
            assertThat(differing(received)).contains("/70000-bytes");
            assertThat(received.files.get("/70000-bytes"))
                    .startsWith("file " + FIRST_TWELVE_BLOCKS)
                    .endsWith("failed: a bad block");
        }
    }

    @Test
    void whatLiesBehindABadBlockIsNotTold() throws IOException {
        for (ExportOptions options : Set.of(ExportOptions.DEFAULT, SMALLEST)) {
            Received received = read(options, bio -> bio.diskBlock() == 22);
            assertThat(received.files.get("/70000-bytes"))
                    .startsWith("file " + ZEROS)
                    .endsWith("failed: a bad block");
        }
    }

    @Test
    void aCutOffImageGivesWhatIsBeforeItsEnd() throws IOException {
        Path file = image.expandInto(Files.createTempDirectory(folder, "image"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(38 * 4096);
        }
        for (ExportOptions options : Set.of(ExportOptions.DEFAULT, SMALLEST)) {
            Received received = new Received();
            try (Volume volume = Volume.open(MappedDevice.open(file))) {
                new Export(volume, options).run(ExportTest.all(volume), received);
            }
            assertThat(received.files.get("/5000-bytes")).isEqualTo(sound.get("/5000-bytes"));
            assertThat(received.files.get("/70000-bytes"))
                    .startsWith("file " + FIRST_FIFTEEN_BLOCKS)
                    .contains("the image is cut off");
        }
    }

    @Test
    void attributesThatCannotBeReadAreToldBeforeTheFile() throws IOException {
        Received received =
                read(ExportOptions.DEFAULT.withXattrs(), bio -> bio.use() == BlockUse.XATTR);
        assertThat(received.damage).contains("/xattrs/short: a bad block");
        assertThat(received.files).isEqualTo(sound);
        assertThat(received.exported.get("/xattrs/short").xattrs()).isEmpty();
    }

    private Set<String> differing(Received received) {
        assertThat(received.files.keySet()).isEqualTo(sound.keySet());
        return sound.keySet().stream()
                .filter(path -> !sound.get(path).equals(received.files.get(path)))
                .collect(Collectors.toSet());
    }

    private Received read(ExportOptions options, BadDisk bad) throws IOException {
        OpenOptions open =
                OpenOptions.DEFAULT.withObserver(
                        disk ->
                                bio -> {
                                    if (bad.fails(bio)) {
                                        throw new IOException("a bad block");
                                    }
                                    disk.submit(bio);
                                });
        Received received = new Received();
        Path own = Files.createTempDirectory(folder, "image");
        try (Volume volume = Volume.open(Carrier.MAPPED.open(image, own), open)) {
            new Export(volume, options).run(ExportTest.all(volume), received);
        }
        return received;
    }

    /** Which reads fail. */
    private interface BadDisk {
        boolean fails(Bio bio);
    }
}
