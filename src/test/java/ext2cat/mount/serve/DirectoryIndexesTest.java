// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.FileType;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** The names of directories, and how many are kept. */
final class DirectoryIndexesTest {

    private static final ServiceLog NO_DAMAGE =
            (inode, thrown) -> {
                throw new AssertionError("inode " + inode, thrown);
            };

    @Test
    void allNamesOfALargeDirectoryAreFound() throws IOException {
        try (Volume volume = Volume.open(new TestImages().named("htree-2k").packed())) {
            int most = 0;
            for (Inode directory : directories(volume)) {
                DirectoryIndex index =
                        new DirectoryIndexes(0).of(directory, NO_DAMAGE, new Interrupts.Waiting());
                for (int entry = 0; entry < index.size(); entry++) {
                    assertThat(index.find(index.name(entry))).isEqualTo(index.inode(entry));
                }
                assertThat(index.find("not there".getBytes())).isZero();
                most = Math.max(most, index.size());
            }
            assertThat(most).as("names in the largest directory").isGreaterThan(1000);
        }
    }

    @Test
    void theLastDirectoriesAreKeptAndNoMoreThanThereIsMemoryFor() throws IOException {
        try (Volume volume = Volume.open(new TestImages().named("tree-default-1k").packed())) {
            List<Inode> directories = directories(volume);
            assertThat(directories).hasSizeGreaterThan(2);
            DirectoryIndexes roomy = new DirectoryIndexes(1 << 24);
            DirectoryIndexes narrow = new DirectoryIndexes(1);
            for (Inode directory : directories) {
                Interrupts.Waiting waiting = new Interrupts.Waiting();
                DirectoryIndex first = roomy.of(directory, NO_DAMAGE, waiting);
                assertThat(roomy.of(directory, NO_DAMAGE, waiting)).isSameAs(first);
                DirectoryIndex only = narrow.of(directory, NO_DAMAGE, waiting);
                assertThat(narrow.of(directory, NO_DAMAGE, waiting)).isSameAs(only);
                assertThat(narrow.keptBytes()).isEqualTo(only.memoryBytes());
            }
            assertThat(roomy.keptBytes()).isGreaterThan(narrow.keptBytes());
        }
    }

    @Test
    void nobodyWaitsForADirectoryInVain() throws IOException {
        try (Volume volume = Volume.open(new TestImages().named("htree-2k").packed())) {
            Interrupts interrupts = new Interrupts();
            Interrupts.Waiting waiting = interrupts.begin(8);
            assertThat(interrupts.interrupt(8)).isTrue();
            interrupts.end(8);
            assertThat(interrupts.interrupt(8)).isFalse();
            assertThatThrownBy(waiting::requireNotInterrupted)
                    .isInstanceOf(InterruptedIOException.class);
            Inode root = volume.root();
            assertThat(new DirectoryIndexes(0).of(root, NO_DAMAGE, new Interrupts.Waiting()).size())
                    .isPositive();
        }
    }

    private static List<Inode> directories(Volume volume) throws IOException {
        List<Inode> directories = new ArrayList<>();
        try (var walk = volume.walk("/", Integer.MAX_VALUE)) {
            for (var entry : walk.toList()) {
                if (entry.type() == FileType.DIRECTORY) {
                    directories.add(entry.inode());
                }
            }
        }
        return directories;
    }
}
