// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;
import ext2cat.disk.CorruptImageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.util.List;

/** What is replayed of a log, and what of it Linux refuses. */
final class RecoveryTest {

    private static final int V2 = 8;
    private static final int V3 = 16;
    private static final int ASYNC = 4;
    private static final int SEQUENCE = -2; // numbers of transactions go round

    private static BlockDevice replayed(WrittenLog log) throws IOException {
        return new ReplayedDevice(log, replay(log), 10);
    }

    private static Replay replay(WrittenLog log) throws IOException {
        return Recovery.of(log.blocks(), WrittenLog.BLOCKS, WrittenLog.DEVICE_BLOCKS, 256);
    }

    /** The byte that fills a block. */
    private static int fill(BlockDevice device, int block) throws IOException {
        byte[] bytes = new byte[WrittenLog.BLOCK_BYTES];
        device.read((long) block * bytes.length, MemorySegment.ofArray(bytes));
        for (byte value : bytes) {
            assertThat(value).isEqualTo(bytes[bytes.length - 1]);
        }
        return bytes[0];
    }

    @ParameterizedTest(name = "incompat {0}")
    @ValueSource(ints = {0, 2, V2, V2 | 2, V3, V3 | 2, ASYNC | V3})
    void theNewestWholeVersionOfEachBlockIsReadUnlessItIsRevoked(int incompat) throws IOException {
        // From block 10 on, so the log goes round.
        WrittenLog log = new WrittenLog(0, incompat, 10, SEQUENCE);
        log.data(SEQUENCE, List.of(20L, 21L, 22L), 1);
        log.commit(SEQUENCE, 1);
        log.data(SEQUENCE + 1, List.of(21L, 23L), 2);
        log.revoke(SEQUENCE + 1, List.of(22L));
        log.commit(SEQUENCE + 1, 2);
        log.data(SEQUENCE + 2, List.of(20L), 3); // never committed
        try (BlockDevice device = replayed(log)) {
            assertThat(replay(log).transactions()).isEqualTo(2);
            assertThat(List.of(fill(device, 20), fill(device, 21), fill(device, 23)))
                    .containsExactly(1, 2, 2);
            assertThat(fill(device, 22)).as("revoked").isEqualTo(22);
            assertThat(fill(device, 24)).as("not in the log").isEqualTo(24);
        }
    }

    @Test
    void aBlockThatIsWrittenAgainAfterItWasRevokedIsRead() throws IOException {
        WrittenLog log = new WrittenLog(0, V3, 1, 5);
        log.data(5, List.of(20L), 1);
        log.revoke(5, List.of(20L));
        log.commit(5, 1);
        log.data(6, List.of(20L), 2);
        log.commit(6, 1);
        try (BlockDevice device = replayed(log)) {
            assertThat(fill(device, 20)).isEqualTo(2);
        }
    }

    @Test
    void anEscapedBlockBeginsWithTheMagicNumber() throws IOException {
        WrittenLog log = new WrittenLog(0, V3, 1, 5);
        log.data(5, List.of(20L), -1);
        log.commit(5, 1);
        try (BlockDevice device = replayed(log)) {
            byte[] bytes = new byte[6];
            device.read(20 * WrittenLog.BLOCK_BYTES - 1, MemorySegment.ofArray(bytes));
            assertThat(bytes).isEqualTo(new byte[] {19, (byte) 0xC0, 0x3B, 0x39, (byte) 0x98, -1});
            device.read(20 * WrittenLog.BLOCK_BYTES + 2, MemorySegment.ofArray(bytes));
            assertThat(bytes).isEqualTo(new byte[] {0x39, (byte) 0x98, -1, -1, -1, -1});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            device.transferTo(
                    19 * WrittenLog.BLOCK_BYTES,
                    3 * WrittenLog.BLOCK_BYTES,
                    Channels.newChannel(out));
            assertThat(out.toByteArray()).hasSize(3 * WrittenLog.BLOCK_BYTES);
            assertThat(out.toByteArray()[WrittenLog.BLOCK_BYTES]).isEqualTo((byte) 0xC0);
            assertThat(out.toByteArray()[2 * WrittenLog.BLOCK_BYTES]).isEqualTo((byte) 21);
        }
    }

    @Test
    void aLogOfNothingChangesNothing() throws IOException {
        WrittenLog log = new WrittenLog(0, V3, 0, 5);
        assertThat(replay(log)).isEqualTo(Replay.nothing(log));
    }

    @Test
    void aWrongChecksumIsRefused() {
        refused(V3, log -> log.block(2).put(500, (byte) 9), "the checksum of block 20 is wrong");
        refused(V2, log -> log.block(2).put(500, (byte) 9), "the checksum of block 20 is wrong");
        refused(V3, log -> log.block(1).put(500, (byte) 9), "transaction 5: wrong checksum");
        refused(V3, log -> log.block(3).put(500, (byte) 9), "transaction 5: wrong checksum");
        refused(V3, log -> log.block(0).putInt(28, 2), "the checksum of its superblock is wrong");
    }

    @Test
    void aSuperblockThatMakesNoSenseIsRefused() {
        refused(0, log -> log.block(0).putInt(12, 4096), "block size 4096 is not 1024");
        refused(
                0,
                log -> log.block(0).putInt(16, 17),
                "said to have 17 blocks, but its file has 16");
        refused(0, log -> log.block(0).putInt(28, 16), "to be read from block 16 on, of 16");
        refused(0, log -> log.block(0).putInt(20, 0), "its log is said to begin with block 0");
        refused(0, log -> log.block(0).putInt(40, 0x80), "unknown features 0x80");
        refused(0, log -> log.block(0).putInt(40, 24), "ask for two kinds of checksums");
        refused(0, log -> log.block(1).putInt(12, 200), "holds block 200, of 200 on the device");
    }

    private interface Damage {
        void to(WrittenLog log);
    }

    private static void refused(int incompat, Damage damage, String message) {
        WrittenLog log = new WrittenLog(0, incompat, 1, 5);
        log.data(5, List.of(20L), 1);
        log.commit(5, 1);
        damage.to(log);
        assertThatThrownBy(() -> replay(log))
                .isInstanceOf(CorruptImageException.class)
                .hasMessageStartingWith("journal: ")
                .hasMessageContaining(message);
    }

    @Test
    void aCommitThatWasNotWrittenEndsTheLog() throws IOException {
        WrittenLog log = new WrittenLog(0, ASYNC | V3, 1, 5);
        log.data(5, List.of(20L), 1);
        log.commit(5, 1);
        log.data(6, List.of(21L), 1);
        log.block(log.commit(6, 1)).put(500, (byte) 9);
        assertThat(replay(log).transactions()).isEqualTo(1);
        assertThat(replay(log).places()).containsOnlyKeys(20L);
    }

    /** Blocks 1 to 4 are transaction 5, 5 to 8 transaction 6, 9 to 12 transaction 7. */
    @ParameterizedTest(name = "block {0}")
    @ValueSource(ints = {5, 6, 7, 8})
    void whatIsBeforeAPartThatCannotBeReadIsReplayed(int block) throws IOException {
        WrittenLog log = new WrittenLog(0, V3, 1, 5);
        for (int transaction = 5; transaction < 8; transaction++) {
            log.data(transaction, List.of(15L + transaction, 30L + transaction), transaction);
            log.commit(transaction, 1);
        }
        log.fail(block);
        Replay replay = replay(log);
        assertThat(replay.places()).containsOnlyKeys(20L, 35L);
        assertThat(replay.warnings())
                .containsExactly(
                        "the journal is replayed only up to transaction 6, which cannot be read:"
                                + " the disk fails");
    }

    @Test
    void theSumOfATransactionIsThatOfItsBlocks() throws IOException {
        WrittenLog log = new WrittenLog(1, 0, 1, 5);
        log.data(5, List.of(20L), 1);
        int commit = log.commit(5, 1);
        CommitSum sum = new CommitSum();
        sum.update(log.blocks().read(1).array());
        sum.update(log.blocks().read(2).array());
        log.sumOfTransaction(commit, sum.value());
        assertThat(replay(log).places()).containsOnlyKeys(20L);
        log.block(2).put(3, (byte) 9);
        assertThatThrownBy(() -> replay(log)).hasMessageContaining("transaction 5: wrong checksum");
    }

    /** The check value of CRC-32/MPEG-2, which begins and ends as this one does. */
    @Test
    void theSumHasTheUpperBitFirst() {
        CommitSum sum = new CommitSum();
        sum.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(sum.value()).isEqualTo(0x0376E6E7);
    }
}
