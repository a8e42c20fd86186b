// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static ext2cat.image.format.EvidenceWriter.CHUNK;
import static ext2cat.image.format.EvidenceWriter.CHUNKS_PER_SEGMENT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;
import ext2cat.image.ImageOpener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

final class EvidenceFileTest {

    private static final int SEGMENT = CHUNK * CHUNKS_PER_SEGMENT;

    /** Four segments, the last of two chunks, of which one is not whole. */
    private static final byte[] DISK =
            OpenedDisk.content(3 * CHUNKS_PER_SEGMENT * 4 + 5, EvidenceWriter.SECTOR, 4);

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSegmentsOfEncaseAreOneDisk(boolean isCompressed) throws Exception {
        check(EvidenceWriter.encase(DISK, isCompressed).write(directory, "disk", 'E'));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSegmentsOfSmartAreOneDisk(boolean isCompressed) throws Exception {
        check(EvidenceWriter.smart(DISK, isCompressed).write(directory, "disk", 's'));
    }

    @ParameterizedTest
    @CsvSource({
        "E, 1, E01", "E, 99, E99", "E, 100, EAA", "E, 101, EAB", "E, 126, EBA", "E, 775, EZZ",
        "E, 776, FAA", "E, 14971, ZZZ", "e, 100, eaa", "s, 2, s02", "s, 100, saa", "S, 776, TAA"
    })
    void segmentsAreNamedInOrder(char letter, int segment, String extension) {
        assertThat(new EvidenceNames("d.", letter).name(segment)).hasValue("d." + extension);
    }

    @Test
    void afterTheLastNameThereIsNone() {
        assertThat(new EvidenceNames("d.", 'E').name(14_972)).isEmpty();
        assertThat(EvidenceNames.of("disk.bin").orElseThrow().name(2)).hasValue("disk.e02");
        assertThat(EvidenceNames.of("E01")).isEmpty();
    }

    @Test
    void readsOfAMissingSegmentFailAndThoseBeforeAndAfterItDoNot() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Files.delete(directory.resolve("disk.E02"));
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertThat(disk.sizeBytes()).isEqualTo(DISK.length);
            assertRead(disk, 0, SEGMENT);
            assertRead(disk, 2 * SEGMENT, DISK.length - 2 * SEGMENT);
            for (int at : new int[] {SEGMENT, 2 * SEGMENT - 1}) {
                assertLost(disk, at, "disk.E01: its segment disk.E02 is missing");
            }
        }
    }

    @Test
    void readsAfterTheLastSegmentThatIsThereFail() throws Exception {
        Path image = EvidenceWriter.encase(DISK, false).write(directory, "disk", 'E');
        Files.delete(directory.resolve("disk.E03"));
        Files.delete(directory.resolve("disk.E04"));
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertRead(disk, 0, 2 * SEGMENT);
            assertLost(disk, 2 * SEGMENT, "disk.E01: its segment disk.E03 is missing");
            assertLost(disk, DISK.length - 1, "disk.E01: its segment disk.E03 is missing");
        }
    }

    @Test
    void anotherSegmentThanTheFirstNamesTheFirst() throws IOException {
        EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Path third = directory.resolve("disk.E03");
        assertThatThrownBy(() -> OpenedDisk.open(third))
                .isInstanceOf(WrongContainerException.class)
                .hasMessage(
                        third + ": it is segment 3 of an evidence file; open its first, disk.E01");
    }

    @Test
    void aFileOfAnotherDiskIsNoSegment() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Files.copy(
                image,
                directory.resolve("disk.E02"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertRead(disk, 0, SEGMENT);
            assertLost(disk, SEGMENT, "disk.E02: it is not segment 2");
            assertRead(disk, 2 * SEGMENT, DISK.length - 2 * SEGMENT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChunkWithAWrongChecksumIsNamed(boolean isCompressed) throws Exception {
        Path image = EvidenceWriter.encase(DISK, isCompressed).write(directory, "disk", 'E');
        Path second = directory.resolve("disk.E02");
        byte[] bytes = Files.readAllBytes(second);
        int sectors = find(bytes, "sectors");
        // In the middle of the first chunk.
        bytes[sectors + 76 + (isCompressed ? 20 : 1000)] ^= 1;
        Files.write(second, bytes);
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertLost(
                    disk,
                    SEGMENT,
                    "disk.E02: chunk 5, at byte %d, is damaged: its checksum is wrong"
                            .formatted(sectors + 76));
            assertRead(disk, 0, SEGMENT);
            assertRead(disk, SEGMENT + CHUNK, DISK.length - SEGMENT - CHUNK);
        }
    }

    @Test
    void theCopyOfATableStandsForIt() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Path second = directory.resolve("disk.E02");
        byte[] bytes = Files.readAllBytes(second);
        int table = find(bytes, "table\0");
        bytes[table + 76 + 24] ^= 1; // an entry
        Files.write(second, bytes);
        check(image);
        bytes[table + 76] ^= 1; // the number of entries
        Files.write(second, bytes);
        check(image);
        int copy = find(bytes, "table2");
        bytes[copy + 76 + 24] ^= 1;
        Files.write(second, bytes);
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertLost(
                    disk,
                    SEGMENT,
                    "disk.E02: the table at byte %d has a wrong checksum".formatted(copy + 100));
            assertRead(disk, 2 * SEGMENT, DISK.length - 2 * SEGMENT);
        }
    }

    @Test
    void whatComesBeforeADamagedSectionIsRead() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Path second = directory.resolve("disk.E02");
        byte[] bytes = Files.readAllBytes(second);
        int table = find(bytes, "table\0");
        bytes[table + 30] ^= 1;
        Files.write(second, bytes);
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertRead(disk, 0, SEGMENT);
            assertLost(
                    disk,
                    SEGMENT,
                    "disk.E02: the section at byte %d has a wrong checksum".formatted(table));
            assertRead(disk, 2 * SEGMENT, DISK.length - 2 * SEGMENT);
        }
        Files.write(second, Arrays.copyOf(bytes, table + 20));
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertLost(disk, SEGMENT, "disk.E02: it is cut off: a section begins at byte " + table);
        }
    }

    @Test
    void aTableThatIsCutOffFailsWhereItIsAskedFor() throws Exception {
        Path image = EvidenceWriter.smart(DISK, true).write(directory, "disk", 's');
        Path second = directory.resolve("disk.s02");
        byte[] bytes = Files.readAllBytes(second);
        // In the second entry.
        Files.write(second, Arrays.copyOf(bytes, find(bytes, "table") + 76 + 24 + 6));
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertRead(disk, 0, SEGMENT);
            assertThatThrownBy(() -> OpenedDisk.read(disk, SEGMENT, 1))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("disk.s02: 8 bytes at byte ");
            assertRead(disk, 2 * SEGMENT, DISK.length - 2 * SEGMENT);
        }
    }

    @Test
    void aSectionThatLeadsBackEnds() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Path second = directory.resolve("disk.E02");
        byte[] bytes = Files.readAllBytes(second);
        int table = find(bytes, "table\0");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(table + 16, 13);
        sum(bytes, table, 72);
        Files.write(second, bytes);
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertLost(
                    disk,
                    SEGMENT,
                    "disk.E02: the section at byte %d leads to byte 13, not to one after it"
                            .formatted(table));
        }
    }

    @Test
    void aTableOfMoreEntriesThanItsSectionHasIsLost() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        Path second = directory.resolve("disk.E02");
        byte[] bytes = Files.readAllBytes(second);
        for (String type : new String[] {"table\0", "table2"}) {
            int table = find(bytes, type) + 76;
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(table, -1);
            sum(bytes, table, 20);
        }
        Files.write(second, bytes);
        try (BlockDevice disk = OpenedDisk.open(image)) {
            assertLost(disk, SEGMENT, "has 4294967295 entries, more than its section of 48 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 0, 'a chunk has 0 sectors of 512 bytes, not 1 to 16777216 bytes'",
        "8, 32769, 'a chunk has 32769 sectors of 512 bytes, not 1 to 16777216 bytes'",
        "12, -1, 'a chunk has 4 sectors of 4294967295 bytes, not 1 to 16777216 bytes'",
        "20, -1, 'its disk has 18446744069414584385 sectors'",
    })
    void sizesThatMakeNoSenseAreRefused(int at, int value, String message) throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        byte[] bytes = Files.readAllBytes(image);
        int media = find(bytes, "disk") + 76;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(media + at, value);
        Files.write(image, bytes);
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(WrongContainerException.class)
                .hasMessage(image + ": " + message);
    }

    @Test
    void aFileOfAHeaderOnlyIsRefused() throws IOException {
        byte[] bytes = EvidenceWriter.encase(DISK, true).segment(1);
        Path image = Files.write(directory.resolve("disk.E01"), Arrays.copyOf(bytes, 40));
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(WrongContainerException.class)
                .hasMessage(image + ": its section \"volume\" is missing");
        bytes[3] = '2';
        bytes[4] = 13;
        bytes[5] = 10;
        bytes[6] = (byte) 0x81;
        Files.write(image, bytes);
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessageContaining("it is an Ex01 evidence file");
    }

    @Test
    void theDigestsThatTheImagerWroteAreCompared() throws Exception {
        Path image = EvidenceWriter.encase(DISK, true).write(directory, "disk", 'E');
        assertThatThrownBy(() -> ImageOpener.verify(image))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessage(image + ": it states no digest of its disk");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(DISK);
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(DISK);
        EvidenceDigests digests =
                EvidenceDigests.ofHash(md5).with(EvidenceDigests.ofDigest(both(md5, sha1)));
        try (BlockDevice disk = OpenedDisk.open(image)) {
            digests.verify(disk, disk);
            sha1[0] ^= 1;
            EvidenceDigests wrong = EvidenceDigests.ofDigest(both(md5, sha1));
            assertThatThrownBy(() -> wrong.verify(disk, disk))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageContaining("the SHA-1 of its disk is ");
        }
    }

    private static byte[] both(byte[] md5, byte[] sha1) {
        byte[] both = Arrays.copyOf(md5, md5.length + sha1.length);
        System.arraycopy(sha1, 0, both, md5.length, sha1.length);
        return both;
    }

    private void check(Path image) throws Exception {
        OpenedDisk.check(image, DISK);
    }

    private static void assertRead(BlockDevice disk, int from, int length) throws IOException {
        assertThat(OpenedDisk.read(disk, from, length))
                .isEqualTo(Arrays.copyOfRange(DISK, from, from + length));
    }

    private static void assertLost(BlockDevice disk, int at, String message) {
        assertThatThrownBy(() -> OpenedDisk.read(disk, at, 1))
                .isInstanceOf(WrongContainerException.class)
                .hasMessageContaining(message);
    }

    private static void sum(byte[] bytes, int from, int length) {
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(
                        from + length,
                        EvidenceWriter.adler(
                                Arrays.copyOfRange(bytes, from, from + length), length));
    }

    private static int find(byte[] bytes, String type) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(type);
    }
}
