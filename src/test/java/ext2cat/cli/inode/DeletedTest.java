// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.DeletedFile;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ext2 lsdel} and {@code ext2 timeline}: what was deleted, and what is left of it. */
final class DeletedTest {

    /** The inode table of {@code deleted-1k} begins in this block. */
    private static final int TABLE_BLOCK = 5;

    private final TestImages images = new TestImages();
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"deleted-1k", "deleted-4k"})
    void everyDeletedFileIsListed(String name) throws IOException {
        TestImage image = images.named(name);
        Ran ran = Ran.ext2(folder, "lsdel", "--utc", image.expandInto(folder));
        List<String> lines = ran.text().lines().toList();
        assertThat(lines).hasSize(image.deleted().size() + 2);
        assertThat(lines.getLast()).isEqualTo(image.deleted().size() + " deleted inodes found.");
        for (int i = 0; i < image.deleted().size(); i++) {
            DeletedFile file = image.deleted().get(i);
            String[] words = lines.get(i + 1).strip().split("\\s+|/\\s+", 12);
            assertThat(words[0]).isEqualTo(Long.toString(file.inode()));
            assertThat(words[2]).isEqualTo("100" + Integer.toOctalString(file.permissions()));
            assertThat(words[3]).isEqualTo(Long.toString(file.sizeBytes()));
            assertThat(words[4]).as("free of all").isEqualTo(words[5]).isNotEqualTo("0");
            assertThat(lines.get(i + 1)).contains(" Tue Nov 14 22:13:20 2023");
            if (words.length > 11) {
                assertThat(words[11]).isEqualTo(file.path());
            }
        }
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void whatIsDeletedIsListedWithoutARootToo() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        int table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(2 * 1024 + 8);
        bytes[table * 1024 + 128] = 0; // the mode of inode 2
        bytes[table * 1024 + 129] = 0;
        Path image = Files.write(folder.resolve("rootless.img"), bytes);
        Ran lsdel = Ran.ext2(folder, "lsdel", image);
        assertThat(lsdel.text()).contains("\n    14      0 100644     30      1/     1 ");
        assertThat(lsdel.err()).contains("inode 2, the root: mode 00 is not that of a directory");
        assertThat(lsdel.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(Ran.ext2(folder, "timeline", image).text())
                .contains("0|/$OrphanFiles/OrphanFile-14 (deleted)|14|-/rrw-r--r--|");
    }

    @Test
    void aTimelineIsATableToo() throws IOException {
        Path image = expanded("deleted-1k");
        List<String> rows =
                Ran.ext2(folder, "timeline", "--csv", "--hash", image).text().lines().toList();
        assertThat(rows)
                .startsWith(
                        "path,state,inode,type,mode,uid,gid,size_bytes,"
                                + "atime,mtime,ctime,crtime,dtime,target,md5")
                .contains(
                        "/gone-short,deleted,14,regular file,100644,0,0,30,2023-11-14T22:13:20Z,"
                                + "2023-11-14T22:13:20Z,2023-11-14T22:13:20Z,"
                                + ",2023-11-14T22:13:20Z,,")
                .anyMatch(row -> row.matches("/stays,live,.*,[0-9a-f]{32}"));
        String lines = Ran.ext2(folder, "timeline", "--jsonl", image).text();
        assertThat(lines.lines())
                .hasSize(rows.size() - 1)
                .allMatch(it -> it.startsWith("{\"path\":"));
        assertThat(Ran.ext2(folder, "timeline", "--hash", image).text())
                .containsPattern("(?m)^[0-9a-f]{32}\\|/stays\\|");
    }

    @Test
    void aTimelineHasOnlyWhatLiesInASpan() throws IOException {
        Path image = expanded("deleted-1k");
        assertThat(
                        Ran.ext2(
                                        folder,
                                        "timeline",
                                        "--since=@1699999000",
                                        "--until=@1699999000",
                                        image)
                                .text())
                .contains("/dir/gone-inside (deleted)")
                .doesNotContain("/stays");
        assertThat(Ran.ext2(folder, "timeline", "--since=@1700000001", image).text()).isEmpty();
        assertThat(Ran.ext2(folder, "timeline", "--until=@1700000000", image).text())
                .contains("/stays");
        assertThat(Ran.ext2(folder, "timeline", "--since=soon", image).code())
                .isEqualTo(ExitCode.USAGE.value());
    }

    @Test
    void jsonLinesHaveTheElementsOfTheArray() throws IOException {
        Path image = expanded("deleted-1k");
        for (String command : List.of("find", "lsdel", "du")) {
            String array = Ran.ext2(folder, command, "--json", image).text();
            String lines = Ran.ext2(folder, command, "--jsonl", image).text();
            assertThat(lines).endsWith("}\n");
            assertThat("[" + String.join(",", lines.lines().toList()) + "]")
                    .isEqualTo(array.replaceAll("\n *", "").replace("\": ", "\":"));
        }
    }

    @Test
    void linesAreThoseOfDebugfsWithTheNameBehindThem() throws IOException {
        assertThat(Ran.ext2(folder, "lsdel", "--utc", expanded("deleted-1k")).text())
                .startsWith(
                        """
                         Inode  Owner  Mode    Size      Blocks   Time deleted
                            14      0 100644     30      1/     1 Tue Nov 14 22:13:20 2023 /gone-short
                            15      0 100644  12288     12/    12 Tue Nov 14 22:13:20 2023 /gone-12-blocks
                            16      0 100644 277504      6/     6 Tue Nov 14 22:13:20 2023 /gone-double
                            17      0 100644 100000      2/     2 Tue Nov 14 22:13:20 2023 /gone-sparse
                            18   1000 100644   3000      3/     3 Tue Nov 14 22:13:20 2023 /dir/gone-inside
                        """)
                .contains("    45      0 100644      3      1/     1 Tue Nov 14 22:13:20 2023\n");
    }

    @Test
    void contentsInADeletedInodeAreStillThere() throws IOException {
        Path image = expanded("extents-1k");
        Ran.ext2(folder, "lsdel", "--utc", image)
                .check(
                        """
                         Inode  Owner  Mode    Size      Blocks   Time deleted
                            22      0 100644     32      0/     0 Tue Nov 14 22:13:20 2023 /gone-inline (in its inode)
                            23      0 100644   3072      3/     3 Tue Nov 14 22:13:20 2023 /gone-blocks
                        2 deleted inodes found.
                        """,
                        "",
                        ExitCode.OK);
        assertThat(Ran.ext2(folder, "lsdel", "--json", image).text())
                .contains("\"inline\": true,\n    \"whole\": true,");
        Ran.ext2(folder, "cat", image, "<22>")
                .check("deleted, but still in its inode\n", "", ExitCode.OK);
    }

    @Test
    void anOrphanNamesTheNextAndHasNoTimeOfDeletion() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        ints(bytes).putShort(inode(12) + 26, (short) 0); // i_links_count of /stays
        ints(bytes).putInt(inode(12) + 20, 19); // i_dtime
        Path image = Files.write(folder.resolve("orphan.img"), bytes);
        assertThat(Ran.ext2(folder, "stat", image, "<12>").text())
                .contains("State: deleted, but not free\n", "Next orphan: inode 19\n")
                .doesNotContain("Deleted:");
        assertThat(Ran.ext2(folder, "stat", "--json", image, "<12>").text())
                .doesNotContain("dtime");
    }

    @Test
    void whatNothingIsLeftOfIsCounted() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        ints(bytes).putInt(inode(14) + 40, 0); // as ext3 and ext4 leave it
        ints(bytes).putInt(inode(14) + 4, 0);
        Path image = Files.write(folder.resolve("cleared.img"), bytes);
        assertThat(Ran.ext2(folder, "lsdel", image).text())
                .endsWith("found.\n1 more hold nothing that can be read; --all lists them.\n");
        assertThat(Ran.ext2(folder, "lsdel", "--all", image).text()).endsWith("inodes found.\n");
    }

    @Test
    void aBlockThatIsUsedAgainIsLost() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        // Inode 14, of one block, gets the first block of the directory gaps, inode 19.
        int used = ints(bytes).getInt(inode(19) + 40);
        ints(bytes).putInt(inode(14) + 40, used);
        ints(bytes).putInt(inode(15) + 40, used);
        Path image = Files.write(folder.resolve("used.img"), bytes);
        String text = Ran.ext2(folder, "lsdel", image).text();
        assertThat(text).doesNotContain("gone-short").contains(" 12288     11/    12 ");
        assertThat(Ran.ext2(folder, "lsdel", "--all", image).text())
                .contains("    14      0 100644     30      0/     1 ");
    }

    @Test
    void aDamagedMapIsSaidToBeOne() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        ints(bytes).putInt(inode(15) + 44, -1);
        Path image = Files.write(folder.resolve("damaged.img"), bytes);
        Ran ran = Ran.ext2(folder, "lsdel", image);
        assertThat(ran.text())
                .containsPattern("12288     11/    11 .* /gone-12-blocks \\(its map is damaged\\)");
        assertThat(ran.code()).isZero();
        assertThat(Ran.ext2(folder, "lsdel", "--json", image).text())
                .contains("\"damages\": 1,\n    \"inline\": false,\n    \"whole\": false,\n");
    }

    @Test
    void theTimelineHasLiveDeletedAndNamelessFiles() throws IOException {
        assertThat(Ran.ext2(folder, "timeline", expanded("deleted-1k")).text())
                .contains(
                        """
                        0|/dir|13|d/drwxr-xr-x|0|0|1024|1700000000|1700000000|1700000000|0
                        0|/dir/gone-inside (deleted)|18|r/rrw-r--r--|1000|1000|3000|1700000000|1699999000|1700000000|0
                        """,
                        "0|/gaps/name-025-xxxxxxxxxxxxxxxxxxxx (deleted)|0|r/----------|0|0|0|0|0",
                        "0|/$OrphanFiles/OrphanFile-45"
                                + " (deleted)|45|-/rrw-r--r--|0|0|3|1700000000|");
    }

    @Test
    void symlinksAndSocketsAreWrittenAsFlsDoes() throws IOException {
        assertThat(Ran.ext2(folder, "timeline", expanded("tour")).text())
                .contains(
                        "0|/notes/latest -> verse.txt|16|l/lrwxrwxrwx|1000|1000|9|1700000000|",
                        "0|/dev/pipe|21|p/prw-r--r--|0|0|0|");
        assertThat(Ran.ext2(folder, "timeline", expanded("tree-default-1k")).text())
                .containsPattern("\n0\\|/dev/socket\\|\\d+\\|s/hrwxr-xr-x\\|");
    }

    @Test
    void aNameCannotBreakALineOrAField() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("verse.txt", 27 * 1024);
        System.arraycopy("a|b\nc\u001b[m".getBytes(StandardCharsets.UTF_8), 0, bytes, at, 8);
        Path image = Files.write(folder.resolve("hostile.img"), bytes);
        Ran ran = Ran.ext2(folder, "timeline", image);
        assertThat(ran.text()).contains("\n0|/notes/a\\x7cb\\x0ac\\x1b[mt|14|r/rrw-r--r--|");
        assertThat(ran.text().lines()).allMatch(line -> line.split("\\|", -1).length == 11);
    }

    @Test
    void anInodeInUseAgainIsToldApart() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        // The deleted entry gone-short now names the inode of the directory dir.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = text.indexOf("gone-short");
        ints(bytes).putInt(name - 8, 13);
        Path image = Files.write(folder.resolve("reused.img"), bytes);
        assertThat(Ran.ext2(folder, "timeline", image).text())
                .contains("0|/gone-short (deleted-realloc)|13|r/drwxr-xr-x|")
                .contains("0|/$OrphanFiles/OrphanFile-14 (deleted)|14|");
    }

    @Test
    void aDeletedDirectoryIsGoneThroughIfItsBlocksAreStillItsOwn() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        // The directory dir, inode 13, is deleted: its entry in the root goes into the one before.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int stays = text.indexOf("stays") - 8;
        int dir = text.indexOf("dir", stays) - 8;
        ByteBuffer entries = ints(bytes);
        short room = (short) (entries.getShort(stays + 4) + entries.getShort(dir + 4));
        entries.putShort(stays + 4, room);
        entries.putShort(inode(13) + 26, (short) 0).putInt(inode(13) + 20, 1_700_000_000);
        Path image = Files.write(folder.resolve("directory.img"), bytes);
        assertThat(Ran.ext2(folder, "timeline", image).text())
                .contains("0|/dir (deleted)|13|d/drwxr-xr-x|", "0|/dir/gone-inside (deleted)|18|");
        int block = entries.getInt(inode(13) + 40);
        entries.putInt(block * 1024, 14);
        assertThat(Ran.ext2(folder, "timeline", Files.write(image, bytes)).text())
                .contains("0|/dir (deleted)|13|d/drwxr-xr-x|")
                .doesNotContain("/dir/gone-inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted-1k", "deleted-4k"})
    void aNameThatIsStillThereWithItsInodeIsNotDeleted(String name) throws IOException {
        byte[] bytes = images.named(name).bytes();
        // The deleted entry gone-short becomes a copy of the live entry stays, as a split leaves
        // it.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int live = text.indexOf("stays") - 8;
        int old = text.indexOf("gone-short") - 8;
        ints(bytes).putInt(old, ints(bytes).getInt(live));
        bytes[old + 6] = 5;
        System.arraycopy(bytes, live + 8, bytes, old + 8, 5);
        Path image = Files.write(folder.resolve("split.img"), bytes);
        assertThat(Ran.ext2(folder, "timeline", image).text())
                .contains("0|/stays|")
                .doesNotContain("/stays (deleted");
        ints(bytes).putInt(old, 13);
        assertThat(Ran.ext2(folder, "timeline", Files.write(image, bytes)).text())
                .contains("0|/stays (deleted");
    }

    @Test
    void allNamesOfADeletedInodeAreTold() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        ints(bytes).putInt(text.indexOf("gone-12-blocks") - 8, 14);
        Path image = Files.write(folder.resolve("two.img"), bytes);
        assertThat(Ran.ext2(folder, "lsdel", image).text())
                .contains(" /gone-short or /gone-12-blocks\n");
        assertThat(Ran.ext2(folder, "lsdel", "--json", image).text())
                .containsPattern("\"paths\": \\[\\s*\"/gone-short\",\\s*\"/gone-12-blocks\"");
    }

    @Test
    void aFileDeletedWhileItWasOpenIsListed() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        int inodeBitmap = ints(bytes).getInt(2 * 1024 + 4) * 1024;
        bytes[inodeBitmap + 1] |= 1 << 5; // inode 14
        ints(bytes).putInt(inode(14) + 20, 0);
        Path image = Files.write(folder.resolve("open.img"), bytes);
        assertThat(Ran.ext2(folder, "lsdel", image).text())
                .contains("    14      0 100644     30      1/     1 deleted, but not free");
        assertThat(Ran.ext2(folder, "lsdel", "--json", image).text())
                .contains("\"state\": \"deleted, but not free\"");
    }

    @Test
    void whoeverHandsOutBlocksThatOthersUseSaysSo() throws IOException {
        byte[] bytes = images.named("deleted-1k").bytes();
        ints(bytes).putInt(inode(15) + 40, ints(bytes).getInt(inode(19) + 40));
        Path image = Files.write(folder.resolve("mix.img"), bytes);
        for (String command : List.of("cat", "hash", "tar")) {
            Ran ran = Ran.ext2(folder, command, image, "<15>");
            assertThat(ran.err())
                    .contains("<15>: inode 15 is deleted, and others use 1 of its 12 blocks now");
            assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
            assertThat(Ran.ext2(folder, command, image, "<16>").code()).isZero();
        }
    }

    private static ByteBuffer ints(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int inode(int number) {
        return TABLE_BLOCK * 1024 + (number - 1) * 128;
    }

    private Path expanded(String name) throws IOException {
        return images.named(name).expandInto(folder);
    }
}
