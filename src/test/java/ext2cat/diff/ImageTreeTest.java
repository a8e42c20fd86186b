// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.path.PathFilter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class ImageTreeTest implements DiffListener {

    @TempDir private Path folder;
    private final List<String> told = new ArrayList<>();

    @Test
    void thatADirectoryHasMoreEntriesThanAreComparedIsTold() throws IOException {
        Path image = new TestImages().named("tour").expandInto(folder);
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            ImagePath notes = ImagePath.typed("/notes");
            ImageTree some = new ImageTree(volume, 3);
            ImageTree all = new ImageTree(volume, 4);
            new TreeDiff(some, all, new DiffOptions(true, true, Set.of(), PathFilter.ALL), this)
                    .compare(TreePath.ROOT, some.file(notes), all.file(notes));
        }
        // What is not compared is not said to be missing either.
        assertThat(told).containsExactly("first: of more than 3 entries the rest is not compared");
    }

    @Override
    public void differs(Difference difference) {
        told.add(difference.toString());
    }

    @Override
    public void damage(boolean first, TreePath path, IOException thrown) {
        told.add((first ? "first: " : "second: ") + thrown.getMessage().replaceFirst("^: ", ""));
    }
}
