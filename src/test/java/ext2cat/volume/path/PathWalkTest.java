// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;
import ext2cat.images.Carrier;
import ext2cat.images.TestImages;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Where paths lead, each compared with the plain path of the same file. */
final class PathWalkTest {

    private static Volume volume;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        volume =
                Volume.open(Carrier.MAPPED.open(new TestImages().named("tree-default-1k"), folder));
    }

    @AfterAll
    static void close() throws IOException {
        volume.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hello.txt, /hello.txt",
        "//hello.txt, /hello.txt",
        "/./hello.txt, /hello.txt",
        "/links/../hello.txt, /hello.txt",
        "/../../hello.txt, /hello.txt",
        "/links/../../../hello.txt, /hello.txt",
        "/.., /",
        "/., /",
        "/links/., /links",
        "/links/.., /",
        "/links/../links/, /links",
        "/d1/d2/../../d1/d2/d3/.., /d1/d2",
        "/links/relative, /links/end",
        "/links/absolute, /hello.txt",
        "/links/out-of-the-root, /hello.txt",
        "/links/to-dir/alice, /owners/alice",
        "/links/to-dir/, /owners",
        "/links/to-dir/., /owners",
        "/links/to-dir/../hello.txt, /hello.txt",
        "/links/dot/dot/dot/end, /links/end",
        "/links/59-bytes, /links/end",
        "/links/60-bytes, /links/end",
        "/links/1000-bytes, /links/end",
        "/links/chain-40, /links/end"
    })
    void aPathLeadsWhereLinuxGoes(String path, String same) throws Exception {
        assertThat(ImagePath.typed(path).lookup(volume).number())
                .isEqualTo(ImagePath.typed(same).lookup(volume).number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/links/chain-41", "/links/self", "/links/ping", "/links/self/x"})
    void moreThan40SymlinksAreTooMany(String path) {
        assertThatThrownBy(() -> ImagePath.typed(path).lookup(volume))
                .isExactlyInstanceOf(FileSystemLoopException.class)
                .hasMessage(path);
    }

    @Test
    void the40SymlinksAreThoseOfTheWholePath() throws Exception {
        String thirtyNineDots = "/links" + "/dot".repeat(39);
        assertThat(ImagePath.typed(thirtyNineDots + "/relative").lookup(volume).sizeBytes())
                .isEqualTo(21);
        assertThatThrownBy(() -> ImagePath.typed(thirtyNineDots + "/chain-02").lookup(volume))
                .isInstanceOf(FileSystemLoopException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello.txt/",
                "/hello.txt/.",
                "/hello.txt/..",
                "/hello.txt/x",
                "/links/relative/",
                "/links/through-file",
                "/dev/null/x"
            })
    void whatIsNoDirectoryLeadsNoFurther(String path) {
        assertThatThrownBy(() -> ImagePath.typed(path).lookup(volume))
                .isExactlyInstanceOf(NotDirectoryException.class)
                .hasMessage(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/none", "/none/../hello.txt", "/links/dangling", "/HELLO.TXT", "/hello"})
    void whatIsMissingIsToldByTheWholePath(String path) {
        assertThatThrownBy(() -> ImagePath.typed(path).lookup(volume))
                .isExactlyInstanceOf(NoSuchFileException.class)
                .hasMessage(path);
    }

    @Test
    void aSymlinkAtTheEndIsFollowedOnlyWhenAsked() throws Exception {
        ImagePath link = ImagePath.typed("/links/to-dir");
        assertThat(
                        new String(
                                link.locateNoFollow(volume).inode().symlinkTarget(),
                                StandardCharsets.UTF_8))
                .isEqualTo("../owners");
        assertThat(link.lookup(volume).isDirectory()).isTrue();
        assertThat(ImagePath.typed("/links/to-dir/").locateNoFollow(volume).inode().isDirectory())
                .isTrue();
    }

    @Test
    void aNameMayBeTypedByItsBytesOrByItsSpelling() throws Exception {
        byte[] bytes = "/names/latin1-\u00e9t\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        long number = ImagePath.typed(bytes).lookup(volume).number();
        assertThat(ImagePath.typed("/names/latin1-\\xe9t\\xe9").lookup(volume).number())
                .isEqualTo(number);
        assertThat(ImagePath.typed(bytes).text()).isEqualTo("/names/latin1-\\xe9t\\xe9");
        assertThat(ImagePath.typed("/names/new\\x0aline").lookup(volume).number())
                .isEqualTo(ImagePath.typed("/names/new\nline").lookup(volume).number());
        assertThat(ImagePath.typed("/names/quote\"and'and\\").lookup(volume).number())
                .isEqualTo(ImagePath.typed("/names/quote\"and'and\\\\").lookup(volume).number());
    }

    @Test
    void aNameOfASymlinkIsNoSpelling() {
        assertThatThrownBy(
                        () ->
                                ImagePath.exact(
                                                "/names/latin1-\\xe9t\\xe9"
                                                        .getBytes(StandardCharsets.UTF_8))
                                        .lookup(volume))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anInodeThatIsNotThereIsDamage() {
        assertThatThrownBy(() -> volume.inode(0)).isInstanceOf(CorruptImageException.class);
        assertThatThrownBy(() -> volume.inode(volume.superblock().inodesCount() + 1))
                .isInstanceOf(CorruptImageException.class);
    }
}
