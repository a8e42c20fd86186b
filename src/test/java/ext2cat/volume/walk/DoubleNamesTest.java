// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import static ext2cat.images.MadeImage.directory;
import static ext2cat.images.MadeImage.file;
import static ext2cat.images.MadeImage.symlink;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.disk.dirent.Dirent;
import ext2cat.images.MadeImage;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names that a directory has twice: the first entry counts, as it does for Linux's lookup. */
final class DoubleNamesTest {

    private static final int INODES = 32;

    @TempDir private Path folder;
    private final List<String> damage = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void onlyTheFirstEntryOfANameIsAFile(int blockBytes) throws IOException {
        Path image =
                new MadeImage(blockBytes, INODES)
                        .putDirectory(
                                2,
                                symlink(12, "link"),
                                directory(13, "link"),
                                directory(14, "dir"),
                                symlink(12, "dir"),
                                file(15, "twice"),
                                file(15, "twice"),
                                file(15, "Twice"),
                                file(15, "link/"))
                        .putSymlink(12, "/elsewhere")
                        .putDirectory(13, file(15, "pwned"))
                        .putDirectory(14, file(15, "inside"))
                        .putFile(15, 1, "contents")
                        .write(folder.resolve("image"));
        for (TreeWalk.Order order : TreeWalk.Order.values()) {
            damage.clear();
            try (Volume volume = Volume.open(MappedDevice.open(image))) {
                Inode root = volume.root();
                List<Long> inodes = new ArrayList<>();
                List<String> names = new ArrayList<>();
                DirectoryEntries entries =
                        new DirectoryEntries(
                                TreePath.ROOT, root, order, (_, e) -> damage.add(e.getMessage()));
                for (Optional<TreeEntry> entry = entries.next();
                        entry.isPresent();
                        entry = entries.next()) {
                    if (entry.get().name().isLegal()) {
                        names.add(entry.get().name().toString());
                        inodes.add(entry.get().number());
                    }
                }
                assertThat(names).containsExactlyInAnyOrder("link", "dir", "twice", "Twice");
                assertThat(inodes).containsExactlyInAnyOrder(12L, 14L, 15L, 15L);
            }
            assertThat(damage)
                    .contains(
                            "directory inode 2: an earlier entry has the name 'link'; this one, for"
                                    + " inode 13, is left out",
                            "directory inode 2: an earlier entry has the name 'dir'; this one, for"
                                    + " inode 12, is left out",
                            "directory inode 2: an earlier entry has the name 'twice'; this one,"
                                    + " for inode 15, is left out");
        }
    }

    /** Whatever is kept of the names, and wherever a walk goes down in between. */
    @ParameterizedTest
    @CsvSource({"1,1000", "2,1000", "3,1000", "7,1000", "1000,1000", "1000,1", "1000,5", "4,3"})
    void secondNamesAreFoundHoweverFarTheyLieApart(int mostNames, int restAfter)
            throws IOException {
        List<MadeImage.Entry> stored = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stored.add(file(15, "name" + i));
        }
        for (int i = 0; i < 20; i += 3) {
            stored.add(file(15, "name" + i));
            stored.add(file(15, "other" + i));
        }
        stored.add(file(15, "name0"));
        Path image =
                new MadeImage(1024, INODES)
                        .putDirectory(2, stored.toArray(MadeImage.Entry[]::new))
                        .putFile(15, 1, "contents")
                        .write(folder.resolve("image"));
        List<String> kept = new ArrayList<>();
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            DoubleNames names =
                    new DoubleNames(
                            TreePath.ROOT,
                            volume.root(),
                            (_, e) -> damage.add(e.getMessage()),
                            mostNames,
                            1);
            DirectoryEntries all =
                    new DirectoryEntries(
                            TreePath.ROOT, volume.root(), TreeWalk.Order.DIRECTORY, (_, _) -> {});
            Optional<Dirent> entry = all.nextStored();
            for (int i = 1; entry.isPresent(); i++) {
                if (names.isFirst(entry.get())) {
                    kept.add(entry.get().name().toString());
                }
                if (i % restAfter == 0) {
                    names.rest();
                }
                entry = all.nextStored();
            }
            names.end();
        }
        assertThat(kept).hasSize(27).doesNotHaveDuplicates();
        assertThat(damage).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void veryManyAreCounted(int blockBytes) throws IOException {
        List<MadeImage.Entry> stored = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            stored.add(file(15, "name"));
        }
        stored.add(file(15, "last"));
        Path image =
                new MadeImage(blockBytes, INODES)
                        .putDirectory(2, stored.toArray(MadeImage.Entry[]::new))
                        .putFile(15, 1, "contents")
                        .write(folder.resolve("image"));
        List<String> names = new ArrayList<>();
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            DirectoryEntries entries =
                    new DirectoryEntries(
                            TreePath.ROOT,
                            volume.root(),
                            TreeWalk.Order.DIRECTORY,
                            (_, e) -> damage.add(e.getMessage()));
            for (Optional<TreeEntry> entry = entries.next();
                    entry.isPresent();
                    entry = entries.next()) {
                names.add(entry.get().name().toString());
            }
        }
        assertThat(names).containsExactly("name", "last");
        assertThat(damage)
                .hasSize(65)
                .last()
                .isEqualTo(
                        "directory inode 2: 135 more entries, whose names earlier ones have, are"
                                + " left out");
    }
}
