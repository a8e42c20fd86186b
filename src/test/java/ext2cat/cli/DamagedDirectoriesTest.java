// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.EditedImage;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Of a directory that is damaged, all that can be read is read, and each fault is told once. */
final class DamagedDirectoriesTest {

    /** A directory of several blocks; its first block holds the entry of 000 in no image. */
    private static final String SOME = "/some";

    private static final int NAMES = 300;

    /** Each lists the whole tree with one line or record for each name. */
    private static final List<String> LISTINGS =
            List.of(
                    "find IMAGE",
                    "find IMAGE -type f",
                    "find --json IMAGE",
                    "ls -R IMAGE",
                    "ls -lR IMAGE",
                    "tree IMAGE",
                    "du -a IMAGE",
                    "hash IMAGE",
                    "tar IMAGE",
                    "timeline IMAGE",
                    "diff IMAGE SOUND");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "htree-1k, -1", "htree-1k, -500", "htree-1k, -1500", "htree-1k, 24", "htree-1k, 1500",
        "htree-2k, -1", "htree-2k, -500", "htree-2k, -3000", "htree-2k, 24", "htree-2k, 3000",
        "htree-4k, -1", "htree-4k, -500", "htree-4k, -6000", "htree-4k, 24", "htree-4k, 6000"
    })
    void aSizeThatIsNoMultipleOfTheBlockHidesNoName(String name, int delta) throws IOException {
        for (String directory : List.of(SOME, "/")) {
            EditedImage edited = new EditedImage(name);
            long size = edited.file(directory).sizeBytes() + delta;
            Path image = edited.size(directory, Math.max(size, 0)).write(folder);
            Listed found = Listed.of("find", image, SOME, "-type", "f");
            assertThat(lines(found)).hasSize(NAMES);
            assertThat(Listed.of("find", image, directory).code()).isEqualTo(3);
            assertThat(Listed.of("find", image, directory).err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("ext2 find: " + directory + ": directory inode ")
                    .contains(": size " + Math.max(size, 0) + " ");
            assertReads(image, found);
            assertThat(Ran.ext2cat(folder, image, SOME + "/none").code()).isEqualTo(1);
            assertThat(Listed.of("check", image).code()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"htree-1k", "htree-2k", "htree-4k"})
    void aHoleIsToldAsOneAndHidesNothing(String name) throws IOException {
        EditedImage edited = new EditedImage(name);
        Path image = edited.pointer(SOME, 2, 0).pointer(SOME, 1, 0).write(folder);
        Listed found = Listed.of("find", image, SOME, "-type", "f");
        assertThat(found.code()).isEqualTo(3);
        assertThat(found.err())
                .isEqualTo("ext2 find: /some: directory inode 15: file blocks 1 to 2 are a hole\n");
        assertThat(lines(found)).hasSizeBetween(20, NAMES - 20);
        assertReads(image, found);
        assertThat(Ran.ext2cat(folder, image, SOME + "/none").code()).isEqualTo(1);
        assertThat(Listed.of("check", image).code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"htree-1k", "htree-2k", "htree-4k"})
    void aSizeFarBehindTheLastBlockIsAHole(String name) throws IOException {
        EditedImage edited = new EditedImage(name);
        Path image = edited.size(SOME, 0xFFFF_0000L).write(folder);
        Listed found = Listed.of("find", image, SOME, "-type", "f");
        assertThat(lines(found)).hasSize(NAMES);
        assertThat(found.err().lines()).singleElement().asString().endsWith(" are a hole");
        assertThat(Ran.ext2cat(folder, image, SOME + "/none").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "htree-1k, 16777215",
        "htree-1k, 65",
        "htree-1k, 4294967295",
        "htree-1k, 1",
        "htree-1k, 7",
        "htree-2k, 16777215",
        "htree-2k, 10",
        "htree-4k, 16777215",
        "htree-4k, 8"
    })
    void anEntryWithoutAnInodeIsPassedOver(String name, long number) throws IOException {
        EditedImage edited = new EditedImage(name);
        Path image = edited.entryInode(SOME, "000", number).write(folder);
        assertOneIsMissing(edited, image, "'000' leads to inode " + number + ", ");
        assertThat(Ran.ext2cat(folder, image, SOME + "/000").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "htree-1k, 12",
        "htree-1k, 255",
        "htree-2k, 13",
        "htree-2k, 255",
        "htree-4k, 20",
        "htree-4k, 255"
    })
    void anEntryShorterThanItsNameIsPassedOver(String name, int length) throws IOException {
        EditedImage edited = new EditedImage(name);
        Path image = edited.nameLength(SOME, "000", length).write(folder);
        assertOneIsMissing(edited, image, "which a name of " + length + " bytes needs");
        assertThat(Ran.ext2cat(folder, image, SOME + "/000").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "htree-1k | a/b",
                "htree-1k | ..",
                "htree-1k | .",
                "htree-1k | ''",
                "htree-1k | a0",
                "htree-2k | a/b",
                "htree-2k | ..",
                "htree-2k | a0",
                "htree-4k | a/b",
                "htree-4k | ..",
                "htree-4k | a0"
            })
    void aNameThatNoFileCanHaveIsPassedOver(String name, String other) throws IOException {
        EditedImage edited = new EditedImage(name);
        Path image = edited.rename(SOME, "000", other.replace('0', '\0')).write(folder);
        assertOneIsMissing(edited, image, "no file can have the name '");
        for (String raw : List.of("find IMAGE -print0", "du -al0 IMAGE")) {
            Listed listed = run(raw, image);
            assertThat(listed.code()).as(raw).isEqualTo(3);
            assertThat(text(listed).split("\0"))
                    .as(raw)
                    .filteredOn(path -> path.contains("/some/"))
                    .hasSize(NAMES - 1)
                    .allMatch(path -> path.matches("(\\d+\t)?/some/\\d{3}-\\d{20}"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "htree-1k, 0",
        "htree-1k, 8",
        "htree-1k, 14",
        "htree-1k, 65532",
        "htree-2k, 0",
        "htree-2k, 4096",
        "htree-4k, 13",
        "htree-4k, 8192"
    })
    void aBadRecLenHidesTheRestOfItsBlock(String name, int recLen) throws IOException {
        EditedImage edited = new EditedImage(name);
        Path image = edited.recLen(SOME, "000", recLen).write(folder);
        Listed found = Listed.of("find", image, SOME, "-type", "f");
        assertThat(found.err().lines()).singleElement().asString().contains("rec_len " + recLen);
        assertThat(found.code()).isEqualTo(3);
        assertThat(lines(found)).hasSizeBetween(100, NAMES - 1);
        assertReads(image, found);
        assertThat(Ran.ext2cat(folder, image, SOME + "/none").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "tree-default-1k, /, wide, 1",
        "tree-default-1k, /, wide, 7",
        "tree-default-1k, /, wide, 99",
        "tree-default-2k, /, wide, 1",
        "tree-default-4k, /, wide, 1",
        "tree-default-1k, /, hello.txt, 2",
        "tree-default-2k, /, hello.txt, 7",
        "tree-default-4k, /, hello.txt, 2",
        "tree-default-1k, /dev, null, 1",
        "tree-default-4k, /links, absolute, 2"
    })
    void theInodeTellsTheTypeOfAFile(String name, String directory, String entry, int type)
            throws IOException {
        EditedImage edited = new EditedImage(name);
        Path sound = edited.write(folder);
        Path image = edited.typeByte(directory, entry, type).write(folder);
        for (String command :
                Stream.concat(
                                LISTINGS.stream(),
                                Stream.of("find IMAGE -type d", "ls IMAGE " + directory))
                        .toList()) {
            Listed listed = run(command.replace("SOUND", sound.toString()), image);
            assertThat(text(listed))
                    .as(command)
                    .isEqualTo(
                            text(run(command.replace("SOUND", sound.toString()), sound))
                                    .replace(sound.toString(), image.toString()));
            assertThat(listed.code()).as(command).isEqualTo(3);
            assertThat(failures(listed))
                    .as(command)
                    .singleElement()
                    .asString()
                    .contains("'" + entry + "' has the type " + type + ", expected ");
        }
        assertThat(Listed.of("check", image).code()).isEqualTo(3);
    }

    /** Every listing has all names but one of {@link #SOME}, tells why, and tells it once. */
    private void assertOneIsMissing(EditedImage edited, Path image, String why) throws IOException {
        Path sound = new EditedImage("htree-" + edited.blockSizeBytes() / 1024 + "k").write(folder);
        Listed found = Listed.of("find", image, SOME, "-type", "f");
        assertThat(lines(found)).hasSize(NAMES - 1);
        assertReads(image, found);
        assertThat(Ran.ext2cat(folder, image, SOME + "/none").code()).isEqualTo(1);
        for (String command : LISTINGS) {
            Listed listed = run(command.replace("SOUND", sound.toString()), image);
            assertThat(failures(listed))
                    .as(command)
                    .singleElement()
                    .asString()
                    .contains("directory inode 15, file block ")
                    .contains(", offset 0x")
                    .contains(why);
            assertThat(listed.code()).as(command).isEqualTo(3);
        }
        Path to = folder.resolve("extracted");
        Listed extracted = Listed.of("extract", "--no-same-owner", "-C", to, image);
        assertThat(extracted.code()).isEqualTo(3);
        assertThat(to.resolve("some").toFile().list()).hasSize(NAMES - 1);
        assertThat(Listed.of("check", image).code()).isEqualTo(3);
    }

    /** A name of each block, the first and the last listed among them, is found. */
    private void assertReads(Path image, Listed found) throws IOException {
        List<String> paths = lines(found);
        for (int i = 0; i < paths.size(); i += 37) {
            assertThat(Ran.ext2cat(folder, image, paths.get(i)).code()).isZero();
        }
        assertThat(Ran.ext2cat(folder, image, paths.getLast()).code()).isZero();
    }

    /** What was said but of what no archive can hold. */
    private static List<String> failures(Listed listed) {
        return listed.err().lines().filter(line -> !line.contains("a socket, ")).toList();
    }

    private static Listed run(String command, Path image) {
        return Listed.of((Object[]) command.replace("IMAGE", image.toString()).split(" "));
    }

    private static String text(Listed listed) {
        return new String(listed.out(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(Listed listed) {
        return text(listed).lines().toList();
    }
}
