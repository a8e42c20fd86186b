// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.MappedDevice;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.images.TestImages;
import ext2cat.journal.LoggedImage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** Which journal is replayed when an image is opened, and what becomes of the others. */
final class JournalReplayTest {

    private static final int SUPERBLOCK = 1024;
    private static final int JOURNAL_UUID = SUPERBLOCK + 0xD0;
    private static final int JOURNAL_INUM = SUPERBLOCK + 0xE0;

    @TempDir private Path folder;
    private ByteBuffer image;

    @BeforeEach
    void readImage() throws IOException {
        image =
                ByteBuffer.wrap(new TestImages().named("ext3-recover-1k").bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    private MappedDevice device(String name) throws IOException {
        return MappedDevice.open(Files.write(folder.resolve(name), image.array()));
    }

    @Test
    void whatWasReplayedIsToldAndIsNoWarning() throws IOException {
        try (Volume volume = Volume.open(device("img"))) {
            assertThat(volume.warnings()).isEmpty();
            assertThat(volume.replaySummary())
                    .contains("its journal was replayed in memory: 1 transactions with 1 blocks");
        }
    }

    @Test
    void aJournalThatIsElsewhereMustBeGivenOrLeftOut() throws IOException {
        UUID uuid = new UUID(0x0102030405060708L, 0x090A0B0C0D0E0F10L);
        image.putInt(JOURNAL_INUM, 0);
        image.order(ByteOrder.BIG_ENDIAN).putLong(JOURNAL_UUID, uuid.getMostSignificantBits());
        image.putLong(JOURNAL_UUID + 8, uuid.getLeastSignificantBits());
        assertThatThrownBy(() -> Volume.open(device("img")))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("the journal is on another device, with the UUID " + uuid);
        OpenOptions ignoring = OpenOptions.DEFAULT.withJournal(JournalUse.IGNORE);
        try (Volume volume = Volume.open(device("img"), ignoring)) {
            assertThat(volume.warnings())
                    .containsExactly("the journal holds changes that are not read");
        }
    }

    @Test
    void aJournalBesideTheOneOfTheImageIsRefusedAsByLinux() throws IOException {
        MappedDevice other = device("other");
        OpenOptions options = OpenOptions.DEFAULT.withJournal(new JournalUse.External(other));
        MappedDevice device = device("img");
        assertThatThrownBy(() -> Volume.open(device, options))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("its journal is its inode 8, not ")
                .hasMessageEndingWith("other");
        assertThatThrownBy(() -> other.read(0, MemorySegment.ofArray(new byte[1])))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anErrorThatLinuxNotedInTheJournalIsAWarning() throws IOException {
        LoggedImage logged = new LoggedImage(folder);
        logged.log(0).putInt(32, -5);
        try (Volume volume = Volume.open(logged.write(folder.resolve("logged")))) {
            assertThat(volume.warnings())
                    .containsExactly(
                            "the journal was given up after error 5, so the file system is to be"
                                    + " checked");
            assertThat(volume.find("/gone")).isEmpty();
        }
    }

    @Test
    void anotherDeviceThanTheJournalIsNotReplayedAndIsClosed() throws IOException {
        image.putInt(JOURNAL_INUM, 0);
        MappedDevice other = device("other");
        OpenOptions options = OpenOptions.DEFAULT.withJournal(new JournalUse.External(other));
        try (Volume volume = Volume.open(device("img"), options)) {
            assertThat(volume.warnings()).hasSize(1);
            assertThat(volume.warnings().getFirst())
                    .startsWith("the journal is not replayed: ")
                    .contains("other is not the journal with the UUID");
            assertThatThrownBy(() -> other.read(0, MemorySegment.ofArray(new byte[1])))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileSystemThatWasMadeLargerIsSoAfterTheReplay() throws IOException {
        // The log's only block is made one that the file system does not have yet.
        int blocks = image.getInt(SUPERBLOCK + 4);
        byte[] larger = Arrays.copyOf(image.array(), (blocks + 8) * 1024);
        image = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN);
        int tag = firstTag();
        image.order(ByteOrder.BIG_ENDIAN).putInt(tag, blocks + 3);
        try (Volume volume = Volume.open(device("img"))) {
            assertThat(volume.warnings()).isEmpty();
            assertThat(volume.replaySummary()).isPresent();
        }
    }

    @Test
    void fastCommitsAreReplayedAfterTheLog() throws IOException {
        Path file = new LoggedImage(folder).write(folder.resolve("logged"));
        try (Volume volume = Volume.open(file)) {
            assertThat(volume.warnings()).isEmpty();
            assertThat(volume.replaySummary())
                    .contains(
                            "its journal was replayed in memory: 1 transactions with 1 blocks, 2"
                                    + " fast commits");
            byte[] contents = volume.lookup("/dir/new").readAllBytes();
            assertThat(contents).hasSize(3 * 1024).startsWith('o', 'o');
            assertThat(contents[1024]).as("unwritten").isZero();
            assertThat(volume.lookup("/another").number()).isEqualTo(20);
            assertThat(volume.inode(20).disk().links()).isEqualTo(2);
            assertThat(volume.find("/gone")).isEmpty();
            assertThat(volume.inode(12).disk().permissions()).isEqualTo(0640);
        }
    }

    @Test
    void fastCommitsThatLinuxRefusesKeepTheWholeJournalFromBeingReplayed() throws IOException {
        LoggedImage logged = new LoggedImage(folder);
        logged.log(LoggedImage.fastBlock()).put(60, (byte) 1);
        try (Volume volume = Volume.open(logged.write(folder.resolve("logged")))) {
            assertThat(volume.warnings())
                    .containsExactly(
                            "the journal is not replayed: journal: fast commits: wrong checksum");
            assertThat(volume.lookup("/gone").number()).isEqualTo(14);
        }
    }

    private int firstTag() {
        ByteBuffer words = image.duplicate().order(ByteOrder.BIG_ENDIAN);
        for (int at = 0; at < image.capacity(); at += 1024) {
            if (words.getInt(at) == 0xC03B3998 && words.getInt(at + 4) == 1) {
                return at + 12;
            }
        }
        throw new AssertionError("no descriptor block");
    }
}
