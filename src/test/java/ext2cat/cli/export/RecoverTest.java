// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.extract.Extract;
import ext2cat.images.DeletedFile;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** {@code ext2 recover}: what was deleted is written again, and the report is right. */
final class RecoverTest {

    /** The block bitmap of {@code deleted-1k}, whose group begins with block 1. */
    private static final int BITMAP_BLOCK = 3;

    @TempDir Path folder;
    private Path target;

    @BeforeEach
    void needsLinux() {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        target = folder.resolve("target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted-1k", "deleted-4k"})
    void everyDeletedFileIsWrittenToItsOldPlace(String name) throws Exception {
        TestImage image = new TestImages().named(name);
        Ran ran = recover(image.expandInto(folder));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        for (DeletedFile file : image.deleted()) {
            // Of the entry that was first in its block no number is left, so the file has no name.
            boolean named = ran.text().contains(file.path() + ": whole");
            assertThat(named || file.path().startsWith("/gaps/")).isTrue();
            String place = named ? file.path() : "/lost+found/#" + file.inode();
            assertThat(sha256(target.resolve(place.substring(1)))).isEqualTo(file.sha256());
            assertThat(ran.text())
                    .contains(place + ": whole, inode " + file.inode() + ", ")
                    .contains("    sha256 " + file.sha256() + "\n");
        }
        assertThat(ran.text()).contains(image.deleted().size() + " files recovered: ");
        Path inside = target.resolve("dir/gone-inside");
        assertThat(Files.getLastModifiedTime(inside))
                .isEqualTo(FileTime.from(Instant.ofEpochSecond(1_700_000_000 - 1000)));
    }

    @Test
    void whatExt4ClearedComesFromTheJournal() throws Exception {
        Ran ran = recover(journal());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(Files.readString(target.resolve("case/inner/short"))).isEqualTo("short\n");
        assertThat(sha256(target.resolve("case/a.txt")))
                .isEqualTo("67d4ff71d43921d5739f387da09746f405e425b07d727e4c69d029461d1f051f");
        assertThat(sha256(target.resolve("case/inner/b.txt")))
                .isEqualTo("6251e5743b6fd6a7d606130bdf7c15077ce85ebd3a0fdee284d15a46df199e38");
        assertThat(target.resolve("case/inner/large")).doesNotExist();
        assertThat(Files.readSymbolicLink(target.resolve("case/link"))).hasToString("a.txt");
        assertThat(ran.text())
                .contains(
                        "/case/inner/large: overwritten, inode 16, 400000 bytes, deleted 2026-",
                        "    391 of 391 blocks in use by /new (391)\n",
                        "4 files recovered: 4 whole, 0 partly overwritten. 1 overwritten,");
    }

    @Test
    void withoutTheJournalNothingOfExt4IsFound() throws Exception {
        Ran ran = Ran.ext2(folder, "recover", "--no-journal", "-C", target, journal());
        ran.check(
                """
                0 files recovered: 0 whole, 0 partly overwritten. 0 overwritten, 0 left out, 0 failed.
                5 more deleted inodes of which nothing is left.
                """,
                "",
                ExitCode.OK);
    }

    @Test
    void aFileWithABlockThatIsInUseIsPartlyOverwritten() throws Exception {
        TestImage test = new TestImages().named("deleted-1k");
        Path image = test.expandInto(folder);
        use(image, dataBlock(image, 15));
        Ran ran = Ran.ext2(folder, "recover", "--json", "--no-same-owner", "-C", target, image, 15);
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(ran.text())
                .contains(
                        "\"result\": \"partly\"",
                        "\"path\": \"/gone-12-blocks\"",
                        "\"free_blocks\": 11",
                        "\"whole\": 0",
                        "\"partly\": 1");
        assertThat(target.resolve("gone-12-blocks")).exists();
        Path other = folder.resolve("other");
        Ran whole = Ran.ext2(folder, "recover", "--whole", "-C", other, image, 15);
        assertThat(whole.text()).contains("/gone-12-blocks: left out, inode 15, ");
        assertThat(other.resolve("gone-12-blocks")).doesNotExist();
    }

    @Test
    void ofTwoFilesWithOnePathBothAreWritten() throws Exception {
        Path image = new TestImages().named("deleted-1k").expandInto(folder);
        byte[] bytes = Files.readAllBytes(image);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("gone-double");
        System.arraycopy("gone-sparse".getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 11);
        Files.write(image, bytes);
        recover(image);
        assertThat(Files.list(target).map(it -> it.getFileName().toString()))
                .contains("gone-sparse")
                .anyMatch(it -> it.matches("gone-sparse~1[67]"));
    }

    @Test
    void aDirectoryMustBeGiven() throws IOException {
        Path image = new TestImages().named("deleted-1k").expandInto(folder);
        assertThat(Ran.ext2(folder, "recover", image).code()).isEqualTo(ExitCode.USAGE.value());
    }

    private Ran recover(Path image) throws IOException {
        return Ran.ext2(folder, "recover", "--no-same-owner", "--utc", "-C", target, image);
    }

    private Path journal() throws IOException {
        Path image = folder.resolve("journal.img");
        try (InputStream in =
                new GZIPInputStream(
                        Objects.requireNonNull(
                                getClass().getResourceAsStream("/deleted/ext4-journal.img.gz")))) {
            Files.copy(in, image);
        }
        return image;
    }

    /** The first block of an inode. */
    private static int dataBlock(Path image, int inode) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
            file.seek(5 * 1024 + (inode - 1) * 128 + 40);
            return Integer.reverseBytes(file.readInt());
        }
    }

    private static void use(Path image, int block) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            long at = BITMAP_BLOCK * 1024 + (block - 1) / 8;
            file.seek(at);
            int bits = file.read();
            file.seek(at);
            file.write(bits | 1 << (block - 1) % 8);
        }
    }

    private static String sha256(Path file) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(hash);
    }
}
