// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.check.DamagedImage;
import ext2cat.device.MappedDevice;
import ext2cat.disk.Superblock;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class PathsOfTest {

    /** More than the inodes that the images have. */
    private static final long NO_INODE = 1 << 20;

    /** An inode without a type. */
    private static final long UNUSED = 20;

    @TempDir private Path folder;
    private final List<Damage.Part> damage = new ArrayList<>();

    @Test
    void allPathsOfAFileAndTheFirstOfThemAreFound() throws IOException {
        try (Volume volume = Volume.open(new TestImages().named("tree-default-1k").packed())) {
            Inode file = volume.lookup("/hello.txt");
            assertThat(PathsOf.of(volume, List.of(file), this::note).get(file.number()))
                    .extracting(TreePath::toString)
                    .containsExactlyInAnyOrder("/hello.txt", "/links/hard");
            Map<Long, TreePath> first =
                    PathsOf.firstOf(volume, Set.of(file.number(), NO_INODE), this::note);
            assertThat(first).containsOnlyKeys(file.number());
            assertThat(first.get(file.number())).hasToString("/hello.txt");
        }
        assertThat(damage).isEmpty();
    }

    @Test
    void aNameOfAnInodeThatIsNotInUseIsAPathOfIt() throws IOException {
        Path made =
                new MadeImage(1024, 32)
                        .putDirectory(2, MadeImage.directory(12, "a"))
                        .putDirectory(12, MadeImage.directory(UNUSED, "lost"))
                        .write(folder.resolve("made"));
        try (Volume volume = Volume.open(MappedDevice.open(made))) {
            assertThat(PathsOf.firstOf(volume, Set.of(UNUSED), this::note).get(UNUSED))
                    .hasToString("/a/lost");
        }
    }

    @Test
    void withoutARootNothingHasAPathAndThatIsDamage() throws IOException {
        Path made =
                new DamagedImage("tree-default-1k")
                        .inode32(2, 0x68, 1 << 30) // i_file_acl
                        .writeTo(folder.resolve("made"));
        try (Volume volume = Volume.open(made)) {
            assertThat(PathsOf.firstOf(volume, Set.of(Superblock.ROOT_INODE), this::note))
                    .isEmpty();
        }
        assertThat(damage).containsExactly(new Damage.At(TreePath.ROOT));
    }

    private void note(Damage.Part part, IOException thrown) {
        damage.add(part);
    }
}
