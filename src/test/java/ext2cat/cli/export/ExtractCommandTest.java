// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.cli.Ext2;
import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Streams;
import ext2cat.disk.FileName;
import ext2cat.extract.Extract;
import ext2cat.images.TestImages;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code ext2 extract}: its options, and what it says. */
final class ExtractCommandTest {

    @TempDir Path folder;

    private Path image;
    private Path target;

    @BeforeEach
    void openAnImage() throws IOException {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        image = new TestImages().named("tour").expandInto(folder);
        target = folder.resolve("made/of/directories");
    }

    @Test
    void filesAreListedAsTheyAreMade() throws IOException {
        extract("-v", "/notes/verse.txt", "/man-page")
                .check("/notes\n/notes/verse.txt\n/man-page\n", "", ExitCode.OK);
        assertThat(Files.size(target.resolve("man-page"))).isEqualTo(16384);
    }

    @Test
    void whatIsThereStaysUntilToldOtherwise() throws IOException {
        Files.createDirectories(target.resolve("notes"));
        Path file = Files.writeString(target.resolve("man-page"), "as it was");
        extract("/man-page", "/notes")
                .check(
                        "",
                        """
                        ext2 extract: /man-page: is there already
                        ext2 extract: it exists already; --overwrite replaces it
                        """,
                        ExitCode.PATH_OR_IO);
        assertThat(file).hasContent("as it was");
        assertThat(target.resolve("notes/verse.txt")).exists();
        extract("--overwrite", "/man-page", "/notes").check("", "", ExitCode.OK);
        assertThat(Files.size(file)).isEqualTo(16384);
    }

    @Test
    void whatIsNotReplacedAlthoughAskedForComesWithoutAdvice() throws IOException {
        Files.createDirectories(target.resolve("man-page/below"));
        extract("--overwrite", "/man-page")
                .check(
                        "",
                        "ext2 extract: /man-page: is there already, as a directory\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void aLostAttributeIsAFailure() throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        // The namespace of user.author, where it is the only attribute, is none that exists.
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("author") - 15] = 77;
        Files.write(image, bytes);
        extract("/notes/verse.txt")
                .check(
                        "",
                        "ext2 extract: could not be set: unknown-77.* of 1 file\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void whatIsMissingIsSaidAndTheRestIsMade() throws IOException {
        extract("/none", "/man-page")
                .check("", "ext2 extract: /none: no such file or directory\n", ExitCode.PATH_OR_IO);
        assertThat(target.resolve("man-page")).exists();
        Path file = Files.createFile(folder.resolve("file"));
        Ran.ext2(folder, "extract", "-C", file, "--no-same-owner", image)
                .check("", "ext2 extract: " + file + ": Not a directory\n", ExitCode.PATH_OR_IO);
    }

    @Test
    void aUserIsToldWhatHeMayNotSet() throws IOException {
        Ran ran = Ran.ext2(folder, "extract", "-C", target, image);
        boolean root = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS) == 0;
        assertThat(ran.code()).isEqualTo((root ? ExitCode.OK : ExitCode.PATH_OR_IO).value());
        if (root) {
            assertThat(ran.err()).isEmpty();
        } else {
            assertThat(ran.err())
                    .contains("could not be set: the owner of ")
                    .contains("; only root may create devices, and ");
        }
    }

    @Test
    void jsonCountsWhatWasDoneAndTellsWhatWasNot() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("man-page"), "as it was");
        extract("--json", "/README.txt", "/man-page", "/notes")
                .check(
                        """
                        {
                          "image": "IMAGE",
                          "directory": "TARGET",
                          "files": [
                            {
                              "path": "/man-page",
                              "result": "already_there",
                              "sentence": "/man-page: is there already"
                            }
                          ],
                          "extracted": {
                            "regular file": 3,
                            "directory": 1,
                            "symbolic link": 1
                          },
                          "hard_links": 1,
                          "size_bytes": 661,
                          "failed": {
                            "already_there": 1,
                            "damaged": 0,
                            "refused": 0
                          },
                          "not_set": {
                            "owner": 0,
                            "mode": 0,
                            "set_id_bits": 0,
                            "times": 0,
                            "hard_link": 0,
                            "xattrs": {}
                          },
                          "complete": false
                        }
                        """
                                .replace("IMAGE", image.toString())
                                .replace("TARGET", target.toString()),
                        "ext2 extract: /man-page: is there already\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void jsonHasAllFilesWhenAskedFor() throws IOException {
        assertThat(extract("--json", "-v", "/notes/latest").text())
                .contains(
                        """
                          "files": [
                            {
                              "path": "/notes",
                              "result": "extracted"
                            },
                            {
                              "path": "/notes/latest",
                              "result": "extracted"
                            }
                          ],
                        """)
                .endsWith("  \"complete\": true\n}\n");
    }

    @Test
    void jsonIsWholeWhenTheDirectoryTakesNothing() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Ran ran = Ran.ext2(folder, "extract", "--json", "-C", file, image);
        assertThat(ran.err()).isEqualTo("ext2 extract: " + file + ": Not a directory\n");
        assertThat(ran.text()).contains("\"extracted\": {}").endsWith("\"complete\": false\n}\n");
        assertThat(ran.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    @Test
    void devicesCanBeLeftOutAndListed() throws IOException {
        Path devices = new TestImages().named("tree-default-4k").expandInto(folder);
        Path list = folder.resolve("missing.mtree");
        Ran.ext2(
                        folder,
                        "extract",
                        "-q",
                        "--no-same-owner",
                        "--no-devices",
                        "--manifest",
                        list,
                        "-C",
                        target,
                        devices,
                        "/dev")
                .check("", "", ExitCode.OK);
        assertThat(target.resolve("dev/fifo")).exists();
        assertThat(target.resolve("dev/null")).doesNotExist();
        assertThat(Files.readString(list))
                .startsWith("#mtree\n")
                .contains("./dev/null type=char uid=0 gid=0 mode=0666 device=native,1,3\n");
    }

    @Test
    void aListNamesFilesByTheirBytes() throws IOException {
        StringWriter list = new StringWriter();
        try (Volume volume = Volume.open(image)) {
            new Manifest(list).add(TreePath.ROOT.child(FileName.of("a b#\u00e9\\")), volume.root());
        }
        assertThat(list)
                .hasToString(
                        "#mtree\n./a\\040b\\043\\303\\251\\134 type=dir uid=0 gid=0 mode=0755\n");
    }

    @Test
    void filesAreChosenByPatternsAndListsAndLoseNamesAtTheFront() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "/notes\n\n/man-page\n");
        run("-T", list, "--exclude=latest", "--strip-components=1", image)
                .check("", "", ExitCode.OK);
        assertThat(target.resolve("verse.txt")).exists();
        assertThat(target).isDirectoryNotContaining("glob:**/{latest,notes,man-page}");
        Path names = Files.writeString(folder.resolve("names"), "/notes/verse.txt\0");
        run("-T", names, "--null", image).check("", "", ExitCode.OK);
        assertThat(target.resolve("notes/verse.txt")).exists();
    }

    @Test
    void aListWithoutPathsIsNotAllOfTheImage() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "\n");
        Ran ran = run("-T", list, image);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(target).doesNotExist();
    }

    @Test
    void aSymlinkThatLeadsNowhereIsNoDirectory() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        Ran.ext2(folder, "extract", "-C", link, image)
                .check(
                        "",
                        "ext2 extract: " + link + ": is a symbolic link that leads nowhere\n",
                        ExitCode.PATH_OR_IO);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aTerminalSeesABarThatGoesAway() throws IOException {
        StringWriter err = new StringWriter();
        try (FileChannel out =
                FileChannel.open(
                        folder.resolve("out"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            String[] args = {
                "extract", "--no-same-owner", "-C", target.toString(), image.toString(), "/notes"
            };
            Ext2.run(args, new Streams(out, new PrintWriter(err, true), true));
        }
        assertThat(err.toString()).contains("\r1 inodes [").endsWith("\r\033[K");
    }

    /** Without owners, so that it is the same for all users. */
    private Ran run(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("extract", "--no-same-owner", "-C", target));
        all.addAll(List.of(words));
        return Ran.ext2(folder, all.toArray());
    }

    private Ran extract(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of("extract", "--no-same-owner", "-C", target));
        all.addAll(List.of(words));
        boolean option = words[0].toString().startsWith("-");
        all.add(option ? 5 : 4, image);
        return Ran.ext2(folder, all.toArray());
    }
}
