// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import ext2cat.device.ChannelDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.images.TestImages;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.DirectoryReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** By which superblock a volume is opened, and which ones are named when the first one is dead. */
final class SuperblockSearchTest {

    @ParameterizedTest
    @CsvSource({
        "base-1k, 257, a backup superblock looks alive in block 257 (--superblock 257)",
        "base-4k, 256, a backup superblock looks alive in block 256 (--superblock 256)",
        "backup-1k, 8193, a backup superblock looks alive in block 8193 (--superblock 8193)",
        "tree-nosparse-1k, 513, 'backup superblocks look alive in blocks 257, 513, 769, 1025, 1281"
                + " (--superblock 257)'"
    })
    void aDeadPrimaryIsToldWithTheBackupsThatWillDo(String name, long block, String named)
            throws Exception {
        byte[] image = new TestImages().named(name).bytes();
        Arrays.fill(image, 1024, 2048, (byte) 0);
        assertThatThrownBy(() -> open(image, OpenOptions.DEFAULT))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("superblock: magic number 0x0000 is not 0xef53; " + named);
        try (Volume volume = open(image, OpenOptions.DEFAULT.withSuperblock(block))) {
            assertThat(new DirectoryReader(volume.root()).next()).isTrue();
        }
    }

    @Test
    void aBackupThatIsDeadTooIsNotNamed() throws Exception {
        byte[] image = new TestImages().named("base-1k").bytes();
        image[1024 + 56] = 0;
        image[257 * 1024 + 57] = 0;
        assertThatThrownBy(() -> open(image, OpenOptions.DEFAULT))
                .hasMessage("superblock: magic number 0xef00 is not 0xef53");
    }

    @Test
    void theDescriptorsOfABackupAreUsedWithIt() throws Exception {
        byte[] image = new TestImages().named("base-1k").bytes();
        Arrays.fill(image, 1024, 3072, (byte) 0);
        try (Volume volume = open(image, OpenOptions.DEFAULT.withSuperblock(257))) {
            assertThat(ImagePath.typed("/small").lookup(volume).sizeBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"base-1k, 1", "base-4k, 0"})
    void thePrimaryMayBeAskedForToo(String name, long block) throws Exception {
        byte[] image = new TestImages().named(name).bytes();
        open(image, OpenOptions.DEFAULT.withSuperblock(block)).close();
    }

    @ParameterizedTest
    @CsvSource({"2", "-1", "256", "4611686018427387904", "9223372036854775807"})
    void aBlockWithoutSuperblockIsToldByItsNumber(long block) throws Exception {
        byte[] image = new TestImages().named("base-1k").bytes();
        assertThatThrownBy(() -> open(image, OpenOptions.DEFAULT.withSuperblock(block)))
                .isInstanceOf(CorruptImageException.class)
                .hasMessageStartingWith(
                        "block " + block + ": there is no superblock, whatever the block size");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void chanceWithTheMagicNumberIsDamageAndNoListOfFeatures(long seed) {
        byte[] image = new byte[64 * 1024];
        new Random(seed).nextBytes(image);
        image[1024 + 56] = 0x53;
        image[1024 + 57] = (byte) 0xEF;
        assertThatThrownBy(() -> open(image, OpenOptions.DEFAULT))
                .isInstanceOf(CorruptImageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree-rev0-1k", "tree-default-2k", "tree-default-4k"})
    void theOtherByteOrderIsNamed(String name) throws Exception {
        byte[] image = new TestImages().named(name).bytes();
        ByteBuffer little = ByteBuffer.wrap(image.clone()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = ByteBuffer.wrap(image);
        for (int at = 1024; at < 1024 + 52; at += 4) {
            big.putInt(at, little.getInt(at));
        }
        for (int at = 1024 + 52; at < 1024 + 64; at += 2) {
            big.putShort(at, little.getShort(at));
        }
        for (int at = 1024 + 64; at < 2048; at += 4) {
            big.putInt(at, little.getInt(at));
        }
        assertThatThrownBy(() -> open(image, OpenOptions.DEFAULT))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage(
                        "superblock: it is big-endian, as early Linux on m68k and PowerPC wrote"
                                + " it; only little-endian file systems can be read");
    }

    @Test
    void aDeviceWithAJournalIsNamed() throws Exception {
        byte[] image = new TestImages().named("base-1k").bytes();
        ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1024, 0) // s_inodes_count
                .putInt(1024 + 40, 0) // s_inodes_per_group
                .putInt(1024 + 96, 8);
        assertThatThrownBy(() -> open(image, OpenOptions.DEFAULT))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage(
                        "it is the journal of another file system; open that with --journal and"
                                + " this (incompatible features: journal_dev)");
    }

    private static Volume open(byte[] image, OpenOptions options) throws IOException {
        Path file = Jimfs.newFileSystem(Configuration.unix()).getPath("/disk.img");
        return Volume.open(ChannelDevice.open(Files.write(file, image)), options);
    }
}
