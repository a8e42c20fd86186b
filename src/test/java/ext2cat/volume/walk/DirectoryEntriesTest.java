// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.images.TestImages;
import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class DirectoryEntriesTest {

    /** More than the sorted runs of the tests have room for, and in no order. */
    private static final String MANY = "/names";

    @TempDir private Path folder;
    private Path image;

    @BeforeEach
    void expand() throws IOException {
        image = new TestImages().named("tree-default-1k").expandInto(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void entriesBehindALimitAreSortedByThemselves(int runEntries) throws IOException {
        List<FileName> stored = names(TreeWalk.Order.DIRECTORY, runEntries);
        List<FileName> expected = new ArrayList<>();
        for (int from = 0; from < stored.size(); from += runEntries) {
            int to = Math.min(stored.size(), from + runEntries);
            stored.subList(from, to).stream().sorted().forEach(expected::add);
        }
        assertThat(stored)
                .hasSizeGreaterThan(2 * 7)
                .isNotEqualTo(stored.stream().sorted().toList());
        assertThat(names(TreeWalk.Order.NAME, runEntries)).isEqualTo(expected);
    }

    @Test
    void fewerEntriesAreAllInOrder() throws IOException {
        List<FileName> stored = names(TreeWalk.Order.DIRECTORY, 1);
        for (int runEntries : new int[] {stored.size(), 1 << 20}) {
            assertThat(names(TreeWalk.Order.NAME, runEntries))
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(stored);
        }
    }

    private List<FileName> names(TreeWalk.Order order, int runEntries) throws IOException {
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            Located directory = ImagePath.typed(MANY).locate(volume);
            DirectoryEntries entries =
                    new DirectoryEntries(
                            directory.path(),
                            directory.inode(),
                            order,
                            (_, thrown) -> {
                                throw thrown;
                            },
                            runEntries);
            List<FileName> names = new ArrayList<>();
            for (Optional<TreeEntry> entry = entries.next();
                    entry.isPresent();
                    entry = entries.next()) {
                names.add(entry.get().name());
            }
            return names;
        }
    }
}
