// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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

    /** No call within another, and no further than any walk. */
    @Test
    void aLongPathNeedsNoDeepStack() throws Exception {
        int directories = 2060;
        MadeImage made = new MadeImage(1024, 2096);
        made.putDirectory(2, MadeImage.directory(12, "d"));
        for (int i = 12; i < 12 + directories; i++) {
            made.putDirectory(i, MadeImage.directory(i + 1, "d"));
        }
        made.putDirectory(12 + directories);
        volume.close();
        volume = Volume.open(MappedDevice.open(made.write(folder.resolve("deep.img"))));
        for (int depth : new int[] {1500, directories}) {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            Thread thread =
                    new Thread(null, () -> seen.set(walkUnchecked(depth)), "small", 192 << 10);
            thread.start();
            thread.join();
            if (depth == 1500) {
                assertThat(seen.get()).endsWith("left /d");
            } else {
                assertThat(seen.get()).contains("more than 2048 directories deep");
            }
        }
    }

    private List<String> walkUnchecked(int depth) {
        try {
            return walk("/d".repeat(depth));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> walk(String... paths) throws IOException {
        List<String> seen = new ArrayList<>();
        List<Located> tops = new ArrayList<>();
        for (String path : paths) {
            tops.add(ImagePath.typed(path).locateNoFollow(volume));
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
                                seen.add(thrown.getMessage());
                            }
                        });
        return seen;
    }
}
