// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;
import ext2cat.images.Carrier;
import ext2cat.images.TestImages;

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
        assertThat(volume.lookup(ImagePath.typed(path)).number())
                .isEqualTo(volume.lookup(ImagePath.typed(same)).number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/links/chain-41", "/links/self", "/links/ping", "/links/self/x"})
    void moreThan40SymlinksAreTooMany(String path) {
        assertThatThrownBy(() -> volume.lookup(ImagePath.typed(path)))
                .isExactlyInstanceOf(FileSystemLoopException.class)
                .hasMessage(path);
    }

    @Test
    void the40SymlinksAreThoseOfTheWholePath() throws Exception {
        String thirtyNineDots = "/links" + "/dot".repeat(39);
        assertThat(volume.lookup(ImagePath.typed(thirtyNineDots + "/relative")).sizeBytes())
                .isEqualTo(21);
        assertThatThrownBy(() -> volume.lookup(ImagePath.typed(thirtyNineDots + "/chain-02")))
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
        assertThatThrownBy(() -> volume.lookup(ImagePath.typed(path)))
                .isExactlyInstanceOf(NotDirectoryException.class)
                .hasMessage(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/none", "/none/../hello.txt", "/links/dangling", "/HELLO.TXT", "/hello"})
    void whatIsMissingIsToldByTheWholePath(String path) {
        assertThatThrownBy(() -> volume.lookup(ImagePath.typed(path)))
                .isExactlyInstanceOf(NoSuchFileException.class)
                .hasMessage(path);
    }

    @Test
    void aSymlinkAtTheEndIsFollowedOnlyWhenAsked() throws Exception {
        ImagePath link = ImagePath.typed("/links/to-dir");
        assertThat(
                        new String(
                                volume.locateNoFollow(link).inode().symlinkTarget(),
                                StandardCharsets.UTF_8))
                .isEqualTo("../owners");
        assertThat(volume.lookup(link).isDirectory()).isTrue();
        assertThat(volume.locateNoFollow(ImagePath.typed("/links/to-dir/")).inode().isDirectory())
                .isTrue();
    }

    @Test
    void aNameMayBeTypedByItsBytesOrByItsSpelling() throws Exception {
        byte[] bytes = "/names/latin1-\u00e9t\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        long number = volume.lookup(ImagePath.typed(bytes)).number();
        assertThat(volume.lookup(ImagePath.typed("/names/latin1-\\xe9t\\xe9")).number())
                .isEqualTo(number);
        assertThat(ImagePath.typed(bytes).text()).isEqualTo("/names/latin1-\\xe9t\\xe9");
        assertThat(volume.lookup(ImagePath.typed("/names/new\\x0aline")).number())
                .isEqualTo(volume.lookup(ImagePath.typed("/names/new\nline")).number());
        assertThat(volume.lookup(ImagePath.typed("/names/quote\"and'and\\")).number())
                .isEqualTo(volume.lookup(ImagePath.typed("/names/quote\"and'and\\\\")).number());
    }

    @Test
    void aNameOfASymlinkIsNoSpelling() {
        assertThatThrownBy(
                        () ->
                                volume.lookup(
                                        ImagePath.exact(
                                                "/names/latin1-\\xe9t\\xe9"
                                                        .getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anInodeThatIsNotThereIsDamage() {
        assertThatThrownBy(() -> volume.inode(0)).isInstanceOf(CorruptImageException.class);
        assertThatThrownBy(() -> volume.inode(volume.superblock().inodesCount() + 1))
                .isInstanceOf(CorruptImageException.class);
    }
}
