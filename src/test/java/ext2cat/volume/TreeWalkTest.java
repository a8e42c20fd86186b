// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.images.Carrier;
import ext2cat.images.EditedImage;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class TreeWalkTest {

    @TempDir private Path folder;
    private final Recorder recorder = new Recorder();
    private TestImage image;

    @BeforeEach
    void find() throws IOException {
        image = new TestImages().named("tree-default-1k");
    }

    @Test
    void everyNameIsVisitedOnceAndDirectoriesAreLeftAfterTheirEntries() throws IOException {
        try (Volume volume = open()) {
            new TreeWalk(volume, TreeWalk.Order.DIRECTORY, recorder)
                    .walk(TreePath.ROOT, volume.root());
        }
        List<String> directories =
                recorder.visited.stream().filter(recorder.left::contains).toList();
        assertThat(recorder.visited)
                .doesNotHaveDuplicates()
                .hasSize(image.expected().size())
                .contains("/", "/hello.txt", "/d1/d2/d3");
        assertThat(recorder.left)
                .containsExactlyInAnyOrderElementsOf(directories)
                .containsSubsequence("/d1/d2/d3", "/d1/d2", "/d1", "/")
                .endsWith("/");
        assertThat(recorder.damage).isEmpty();
    }

    @Test
    void entriesComeByNameIfThatIsWanted() throws IOException {
        List<TreePath> children = new ArrayList<>();
        try (Volume volume = open()) {
            new TreeWalk(
                            volume,
                            TreeWalk.Order.NAME,
                            new Recorder() {
                                @Override
                                public boolean visit(TreePath path, Inode inode) {
                                    children.add(path);
                                    return path.isRoot();
                                }
                            })
                    .walk(TreePath.ROOT, volume.root());
        }
        assertThat(children.subList(1, children.size()))
                .hasSizeGreaterThan(5)
                .isSortedAccordingTo(Comparator.comparing(TreePath::name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void aDirectoryThatIsMetAgainIsDamageAndNotEntered(int blockBytes) throws IOException {
        Path made =
                new MadeImage(blockBytes, 32)
                        .putDirectory(2, MadeImage.directory(12, "a"), MadeImage.directory(13, "b"))
                        .putDirectory(12, MadeImage.directory(13, "linked"))
                        .putDirectory(13, MadeImage.directory(12, "up"))
                        .write(folder.resolve("made"));
        try (Volume volume = Volume.open(MappedDevice.open(made))) {
            new TreeWalk(volume, TreeWalk.Order.DIRECTORY, recorder)
                    .walk(TreePath.ROOT, volume.root());
        }
        assertThat(recorder.visited).containsExactly("/", "/a", "/a/linked", "/a/linked/up", "/b");
        assertThat(recorder.damage)
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "directory inode 12 has another name: it was entered before",
                        "directory inode 13 has another name: it was entered before");
    }

    @Test
    void eachStartIsAWalkOfItsOwn() throws IOException {
        try (Volume volume = open()) {
            TreeWalk walk = new TreeWalk(volume, TreeWalk.Order.DIRECTORY, recorder);
            Inode directory = ImagePath.typed("/d1").lookup(volume);
            walk.walk(TreePath.ROOT.child(FileName.of("first")), directory);
            int visited = recorder.visited.size();
            walk.walk(TreePath.ROOT.child(FileName.of("again")), directory);
            assertThat(recorder.visited).hasSize(2 * visited);
        }
        assertThat(recorder.damage).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeEnteredIsLeftAllTheSame() throws IOException {
        // A directory within itself.
        Path tour = new EditedImage("tour").entryInode("/", "dev", 2).write(folder);
        try (Volume volume = Volume.open(MappedDevice.open(tour))) {
            new TreeWalk(volume, TreeWalk.Order.NAME, recorder).walk(TreePath.ROOT, volume.root());
        }
        assertThat(recorder.visited).contains("/dev").doesNotContain("/dev/null");
        assertThat(recorder.left).containsExactly("/dev", "/lost+found", "/notes", "/");
        assertThat(recorder.damage).hasSize(1);
    }

    private Volume open() throws IOException {
        return Volume.open(Carrier.MAPPED.open(image, folder));
    }

    private static class Recorder implements TreeWalk.Visitor {

        private final List<String> visited = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private final List<IOException> damage = new ArrayList<>();

        @Override
        public boolean visit(TreePath path, Inode inode) {
            visited.add(path.toString());
            return true;
        }

        @Override
        public void leave(TreePath path, Inode directory) {
            left.add(path.toString());
        }

        @Override
        public void damage(TreePath path, IOException thrown) {
            damage.add(thrown);
        }
    }
}
