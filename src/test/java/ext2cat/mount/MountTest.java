// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.mount.serve.Ownership;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real mount, where this machine and user may have one. */
final class MountTest {

    @TempDir private Path folder;

    @Test
    void filesAreReadThroughTheKernelUntilItIsUnmounted() throws Exception {
        TestImage image = new TestImages().named("tour");
        List<String> said = new ArrayList<>();
        try (Volume volume = Volume.open(image.packed());
                Mount mount = mount(volume, said)) {
            try {
                for (ExpectedEntry entry : image.expected()) {
                    if (entry.is("file") && entry.path().indexOf('\\') < 0) {
                        Path file = folder.resolve(entry.path().substring(1));
                        assertThat(Files.size(file)).isEqualTo(entry.sizeBytes().orElseThrow());
                        assertThat(Files.readAllBytes(file))
                                .isEqualTo(volume.lookup(entry.path()).readAllBytes());
                    }
                }
                assertThat(folder.resolve("none")).doesNotExist();
                assertThat(mount.counts().reads()).isPositive();
            } finally {
                assertThat(mount.unmount()).isTrue();
            }
            assertThat(mount.await(Duration.ofSeconds(10))).isTrue();
            assertThat(folder).isEmptyDirectory();
            assertThat(said).isEmpty();
        }
    }

    private Mount mount(Volume volume, List<String> said) throws IOException {
        assumeTrue(
                Files.isWritable(Path.of("/dev/fuse")),
                "not run: /dev/fuse is missing, or this user may not open it");
        try {
            return Mount.of(
                    volume,
                    "tour",
                    folder,
                    new MountOptions(Optional.empty(), false, false, Ownership.STORED),
                    (inode, thrown) -> said.add(inode + ": " + thrown.getMessage()));
        } catch (IOException e) {
            assumeTrue(false, "not run: this user may not mount: " + e.getMessage());
            throw e;
        }
    }
}
