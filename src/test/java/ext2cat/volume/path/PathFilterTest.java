// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.FileName;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Patterns of paths, as GNU tar matches those of {@code --exclude}. */
final class PathFilterTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "*.txt,       /notes/verse.txt, true",
        "verse.txt,   /notes/verse.txt, true",
        "verse,       /notes/verse.txt, false",
        "erse.txt,    /notes/verse.txt, false",
        "notes/*,     /notes/verse.txt, true",
        "notes/*,     /a/notes/b/c,     true",
        "notes*txt,   /notes/verse.txt, true",
        "/notes,      /notes,           true",
        "./notes,     /notes,           true",
        "/notes/,     /notes,           true",
        "/notes,      /a/notes,         false",
        "/*.txt,      /notes/verse.txt, true",
        "Notes,       /notes,           false",
    })
    void aPatternMeansPaths(String pattern, String path, boolean matches) {
        assertThat(filter(List.of(pattern), List.of()).excludes(path(path))).isEqualTo(matches);
    }

    @Test
    void whatIsBelowAnExcludedDirectoryIsExcluded() {
        PathFilter filter = filter(List.of("/a/b"), List.of());
        assertThat(filter.excludes(path("/a/b/c"))).isFalse();
        assertThat(filter.excludesAt(path("/a/b/c"))).isTrue();
        assertThat(filter.excludesAt(path("/a"))).isFalse();
    }

    @Test
    void anExcludedDirectoryIsNotEntered() throws IOException {
        assertThat(seen(filter(List.of("notes"), List.of()), TreePath.ROOT))
                .contains("/", "/man-page")
                .noneMatch(path -> path.startsWith("/notes"));
        assertThat(seen(filter(List.of("notes"), List.of()), path("/notes"))).isEmpty();
    }

    @Test
    void ofDirectoriesThatAreNotIncludedThoseAreSeenThatLeadToWhatIs() throws IOException {
        assertThat(seen(filter(List.of(), List.of("verse.txt")), TreePath.ROOT))
                .containsExactly("/", "/notes", "/notes/verse.txt", "left /notes", "left /");
        assertThat(seen(filter(List.of(), List.of("nothing")), TreePath.ROOT)).isEmpty();
        assertThat(seen(filter(List.of("*.txt"), List.of("/notes")), TreePath.ROOT))
                .contains("/", "/notes")
                .doesNotContain("/notes/verse.txt", "/man-page");
    }

    @Test
    void namesAreTakenAwayFromTheFront() throws IOException {
        List<String> seen = new ArrayList<>();
        walk(TreePath.ROOT, StrippedVisitor.of(1, new Recorder(seen)));
        assertThat(seen).contains("/verse.txt").doesNotContain("/", "/notes", "/man-page");
    }

    private List<String> seen(PathFilter filter, TreePath top) throws IOException {
        List<String> seen = new ArrayList<>();
        walk(top, FilteredVisitor.of(filter, new Recorder(seen)));
        return seen;
    }

    private void walk(TreePath top, TreeWalk.Visitor visitor) throws IOException {
        Path image = Files.createTempDirectory(folder, "tour");
        image = new TestImages().named("tour").expandInto(image);
        try (Volume volume = Volume.open(image)) {
            Inode inode = ImagePath.exact(top.toBytes()).locateNoFollow(volume).inode();
            new TreeWalk(volume, TreeWalk.Order.NAME, visitor).walk(top, inode);
        }
    }

    private static final class Recorder implements TreeWalk.Visitor {

        private final List<String> seen;

        Recorder(List<String> seen) {
            this.seen = seen;
        }

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
        public void damage(TreePath path, IOException thrown) throws IOException {
            throw thrown;
        }
    }

    private static PathFilter filter(List<String> excluded, List<String> included) {
        return new PathFilter(bytes(excluded), bytes(included));
    }

    private static List<byte[]> bytes(List<String> patterns) {
        return patterns.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static TreePath path(String path) {
        TreePath at = TreePath.ROOT;
        for (String name : Stream.of(path.split("/")).filter(it -> !it.isEmpty()).toList()) {
            at = at.child(FileName.of(name));
        }
        return at;
    }
}
