// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** In which order trees are shown, and the directories above them. */
final class TopsTest {

    @TempDir Path folder;

    private Volume volume;

    @BeforeEach
    void open() throws IOException {
        volume = Volume.open(MappedDevice.open(new TestImages().named("tour").expandInto(folder)));
    }

    @AfterEach
    void close() throws IOException {
        volume.close();
    }

    @Test
    void theRootIsShownOnlyIfItIsAskedFor() throws IOException {
        assertThat(walk("/").getFirst()).isEqualTo("/");
        assertThat(walk("/README.txt")).containsExactly("/README.txt");
    }

    @Test
    void aDirectoryIsGoneThroughOnceForAllThatIsAskedForBelowIt() throws IOException {
        assertThat(walk("/notes/latest", "/README.txt", "/notes/verse.txt"))
                .containsExactly(
                        "/notes",
                        "/notes/latest",
                        "/notes/verse.txt",
                        "left /notes",
                        "/README.txt");
    }

    @Test
    void aTreeIsShownWithAllThatIsInIt() throws IOException {
        assertThat(walk("/dev", "/notes/latest"))
                .containsExactly(
                        "/dev",
                        "/dev/null",
                        "/dev/pipe",
                        "left /dev",
                        "/notes",
                        "/notes/latest",
                        "left /notes");
    }

    private List<String> walk(String... paths) throws IOException {
        List<String> seen = new ArrayList<>();
        List<Located> tops = new ArrayList<>();
        for (String path : paths) {
            tops.add(volume.locateNoFollow(ImagePath.typed(path)));
        }
        new Tops(volume, tops)
                .walk(
                        new TreeWalk.Visitor() {

                            @Override
                            public boolean visit(TreePath path, Inode inode) {
                                seen.add(path.toString());
                                return true;
                            }

                            @Override
                            public void leave(TreePath path, Inode directory) {
                                seen.add("left " + path);
                            }

                            @Override
                            public void damage(TreePath path, IOException thrown) {
                                throw new AssertionError(path.toString(), thrown);
                            }
                        });
        return seen;
    }
}
