// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static ext2cat.image.format.VhdxWriter.MIB;
import static ext2cat.image.format.VhdxWriter.TABLE_AT;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.image.format.VhdxWriter.Change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk of one block, and a log that changes the block or its entry in the table. */
final class VhdxLogTest {

    private static final int PAGE = 4096;
    private static final int BLOCK_AT = 4 * MIB;
    private static final int GUID = 3;

    @TempDir private Path directory;
    private final byte[] disk = OpenedDisk.content(MIB / PAGE, PAGE, 5);
    private final VhdxWriter writer = new VhdxWriter(MIB, MIB, 512);

    private VhdxWriter sample() {
        return writer.entry(0, writer.stored(disk)).withLog(GUID);
    }

    private static byte[] page(int value) {
        byte[] page = new byte[PAGE];
        Arrays.fill(page, (byte) value);
        return page;
    }

    /** Page {@code page} of the disk becomes {@code value}. */
    private static Change data(int page, int value) {
        return new Change(BLOCK_AT + page * PAGE, 0, page(value));
    }

    private byte[] expected(int page, int pages, int value) {
        Arrays.fill(disk, page * PAGE, (page + pages) * PAGE, (byte) value);
        return disk;
    }

    private void check(VhdxWriter file) throws Exception {
        OpenedDisk.check(Files.write(directory.resolve("a.vhdx"), file.file()), disk);
    }

    @Test
    void dataAndZerosAreReplayedInTheirOrder() throws Exception {
        VhdxWriter file =
                sample().logEntry(
                                0,
                                GUID,
                                5,
                                0,
                                data(1, 7),
                                data(20, 9),
                                new Change(BLOCK_AT + 2 * PAGE, 9 * PAGE),
                                data(4, 8))
                        .logEntry(
                                4,
                                GUID,
                                6,
                                0,
                                new Change(BLOCK_AT + 9 * PAGE, 6 * PAGE),
                                new Change(BLOCK_AT + 30 * PAGE, 5 * PAGE))
                        .logEntry(5, GUID, 7, 0, data(1, 6), data(11, 5), data(30, 4));
        expected(1, 1, 6);
        expected(2, 13, 0);
        expected(4, 1, 8);
        expected(11, 1, 5);
        expected(20, 1, 9);
        expected(30, 1, 4);
        expected(31, 4, 0);
        check(file);
    }

    @Test
    void theTableOfBlocksIsReadFromTheLog() throws Exception {
        VhdxWriter file = sample();
        byte[] table = new byte[PAGE];
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putLong(0, BLOCK_AT | 6);
        check(file.entry(0, 0).logEntry(9, GUID, 1, 9, new Change(TABLE_AT, 0, table)));
    }

    @Test
    void entriesBeforeTheTailAreOld() throws Exception {
        VhdxWriter file =
                sample().logEntry(0, GUID, 1, 0, data(1, 7)).logEntry(2, GUID, 2, 2, data(2, 8));
        expected(2, 1, 8);
        check(file);
    }

    @Test
    void anOlderEntryAfterTheLastOneIsNotReplayed() throws Exception {
        VhdxWriter file =
                sample().logEntry(0, GUID, 5, 0, data(1, 7)).logEntry(2, GUID, 3, 2, data(1, 9));
        expected(1, 1, 7);
        check(file);
    }

    @Test
    void aSequenceMayWrapAroundTheEndOfTheLog() throws Exception {
        VhdxWriter file = sample();
        for (int i = 0; i < 100; i++) {
            file.logEntry((156 + 2 * i + 1) % 256, GUID, 40 + i, 157, data(i, i + 1));
            expected(i, 1, i + 1);
        }
        check(file);
    }

    @Test
    void theSequenceWithTheHighestNumberCounts() throws Exception {
        VhdxWriter file =
                sample().logEntry(0, GUID, 8, 0, data(1, 7))
                        .logEntry(10, GUID, 20, 10, data(2, 8))
                        .logEntry(30, GUID, 9, 30, data(3, 9))
                        // Its tail is no part of it, so it is not whole.
                        .logEntry(40, GUID, 90, 39, data(4, 9));
        expected(2, 1, 8);
        check(file);
    }

    @Test
    void entriesOfAnotherNameOrWithAWrongChecksumAreNone() throws Exception {
        VhdxWriter file =
                sample().logEntry(0, GUID, 1, 0, data(1, 7))
                        .logEntry(2, GUID + 1, 2, 0, data(2, 8))
                        .logEntry(4, GUID, 30, 4, data(3, 8));
        file.put(VhdxWriter.LOG_AT + 5 * PAGE + 100, 0);
        expected(1, 1, 7);
        check(file);
    }

    @Test
    void aLogWithoutANameIsEmpty() throws Exception {
        check(sample().logEntry(0, GUID, 1, 0, data(1, 7)).withLog(0));
    }

    @Test
    void aLogWithoutAWholeSequenceIsRefused() throws IOException {
        checkRefused(
                sample().logEntry(0, GUID, 1, 1, data(1, 7)),
                "the VHDX log is not empty, and no sequence of entries in it is whole");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4095, 68 << 20})
    void aLogOfAnAbsurdSizeIsRefused(int bytes) throws IOException {
        int header = VhdxWriter.headerAt(0);
        checkRefused(
                sample().put(header + 68, bytes).sum(header, PAGE),
                "VHDX header: the log has %d bytes, not a multiple of 4096 up to 64 MiB"
                        .formatted(bytes));
    }

    @Test
    void aLogOutsideOfTheFileIsRefused() throws IOException {
        int header = VhdxWriter.headerAt(0);
        checkRefused(
                sample().put(header + 76, 1).sum(header, PAGE),
                "1048576 bytes at byte 4296015872 are not inside its 5242880 bytes");
    }

    @ParameterizedTest
    @CsvSource({"100, 4096", "0, 4095", "0, -4096", "-4096, 4096", "5242880, 4096", "0, 0"})
    void aChangeThatIsNotOfPagesOfTheFileIsRefused(long at, long bytes) throws IOException {
        checkRefused(
                sample().logEntry(0, GUID, 1, 0, new Change(at, bytes)),
                "the VHDX log has %d bytes for byte %d, which are no pages of the file"
                        .formatted(bytes, at));
    }

    @Test
    void aDescriptorOfNoKindIsRefused() throws IOException {
        VhdxWriter file = sample().logEntry(0, GUID, 1, 0, data(1, 7));
        file.put(VhdxWriter.LOG_AT + 64, 0x20202020).sum(VhdxWriter.LOG_AT, 2 * PAGE);
        checkRefused(file, "the entry of the VHDX log with the number 1 has a wrong descriptor");
    }

    /** Each page begins an entry that is as long as the log. */
    @Test
    void entriesThatOverlapEndTheSearch() throws IOException {
        VhdxWriter file = sample();
        for (int page = 0; page < 256; page++) {
            file.logEntry(page, GUID, 1000 - page, 0, data(1, 7));
            file.put(VhdxWriter.LOG_AT + page * PAGE + 8, MIB);
        }
        checkRefused(file, "the entries of the VHDX log overlap");
    }

    private void checkRefused(VhdxWriter file, String message) throws IOException {
        Path image = Files.write(directory.resolve("a.vhdx"), file.file());
        assertThatThrownBy(() -> OpenedDisk.open(image)).hasMessage(image + ": " + message);
    }
}
