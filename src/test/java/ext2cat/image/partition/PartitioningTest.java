// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ext2cat.device.BlockDevice;
import ext2cat.image.MemoryDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;

final class PartitioningTest {

    private static final int SECTOR = 512;

    @Test
    void primaryAndLogicalPartitionsOfAnMbrAreNumberedAsLinuxNumbersThem() throws IOException {
        DividedDisk disk =
                new DividedDisk(200, SECTOR)
                        .mbr(0, 0, 0x83, 10, 10)
                        .mbr(0, 1, 0x05, 40, 100)
                        .mbr(0, 3, 0x82, 20, 10)
                        .mbr(40, 0, 0x83, 2, 5)
                        .mbr(40, 1, 0x05, 20, 30)
                        .mbr(60, 0, 0x83, 3, 6)
                        .ext(63, "deep", false);
        PartitionTable table = partitioning(disk).table();
        assertThat(table.kind()).isEqualTo("MBR");
        assertThat(table.warnings()).isEmpty();
        assertThat(table.partitions())
                .extracting(
                        DiskPartition::number,
                        DiskPartition::type,
                        DiskPartition::startBytes,
                        DiskPartition::lengthBytes)
                .containsExactly(
                        tuple(1, "Linux", 5120L, 5120L),
                        tuple(4, "Linux swap", 10240L, 5120L),
                        tuple(5, "Linux", 21504L, 2560L),
                        tuple(6, "Linux", 32256L, 3072L));
    }

    @Test
    void theOnlyPartitionWithAFileSystemNeedsNoName() throws IOException {
        DividedDisk disk =
                new DividedDisk(200, SECTOR)
                        .mbr(0, 0, 0x0c, 10, 10)
                        .mbr(0, 1, 0x83, 40, 100)
                        .ext(40, "root", true);
        try (BlockDevice only = partitioning(disk).only().orElseThrow()) {
            assertThat(only.startBytes()).isEqualTo(40 * SECTOR);
            assertThat(only.sizeBytes()).isEqualTo(100 * SECTOR);
        }
    }

    @Test
    void severalFileSystemsAreListedWithHowToChoose() {
        assertThatThrownBy(() -> partitioning(two()).only())
                .isInstanceOf(PartitionChoiceException.class)
                .hasMessage(
                        "the disk has 2 file systems: partitions 1 \"boot\" (ext2, 10240 bytes), 2"
                                + " \"root\" (ext3, 51200 bytes); choose one with --partition 1,"
                                + " or add #1 to the name of the image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "root",
                "LABEL=root",
                "label=root",
                "28000000-0000-0000-0000-000000000000",
                "UUID=28000000-0000-0000-0000-000000000000",
                "0000abcd-02",
                "0000ABCD-02",
                "PARTUUID=0000abcd-02"
            })
    void aPartitionHasManyNames(String name) throws IOException {
        try (BlockDevice named = partitioning(two()).named(name)) {
            assertThat(named.startBytes()).isEqualTo(40 * SECTOR);
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "LABEL=2", "UUID=root", "rot", "''", "=", "LABEL="})
    void aNameThatIsNotThereIsSaidWithThoseThatAre(String name) {
        assertThatThrownBy(() -> partitioning(two()).named(name))
                .isInstanceOf(PartitionChoiceException.class)
                .hasMessage(
                        "there is no partition '%s'; the disk has 1 \"boot\" (ext2, 10240 bytes),"
                                        .formatted(name)
                                + " 2 \"root\" (ext3, 51200 bytes)");
    }

    @Test
    void oneNameOfTwoPartitionsIsOfNoUse() {
        DividedDisk disk = two().ext(10, "root", false);
        assertThatThrownBy(() -> partitioning(disk).named("root"))
                .hasMessageStartingWith("several partitions are called 'root': 1 \"root\"");
    }

    @Test
    void aChainOfLogicalPartitionsThatLeadsBackEnds() throws IOException {
        DividedDisk disk =
                new DividedDisk(100, SECTOR)
                        .mbr(0, 1, 0x05, 40, 50)
                        .mbr(40, 0, 0x83, 2, 5)
                        .mbr(40, 1, 0x05, 10, 5)
                        .mbr(50, 0, 0x83, 2, 5)
                        .mbr(50, 1, 0x05, 0, 5);
        // An entry that begins at 0 is none, so lead back by the one sector there is before.
        disk.mbr(50, 1, 0x05, 10, 5);
        PartitionTable table = partitioning(disk).table();
        assertThat(table.partitions()).hasSize(2);
        assertThat(table.warnings())
                .containsExactly("the chain of logical partitions leads back to sector 50");
    }

    @Test
    void aPartitionOutsideTheDiskIsLeftOutAndOneAcrossItsEndIsCut() throws IOException {
        DividedDisk disk =
                new DividedDisk(100, SECTOR)
                        .mbr(0, 0, 0x83, 90, 20)
                        .mbr(0, 1, 0x83, 100, 5)
                        .mbr(0, 2, 0x83, -1, -1);
        PartitionTable table = partitioning(disk).table();
        assertThat(table.partitions())
                .extracting(DiskPartition::lengthBytes)
                .containsExactly(10L * SECTOR);
        assertThat(table.warnings())
                .containsExactly(
                        "partition 1 ends at byte 56320, after the disk's end at byte 51200",
                        "partition 2 begins at byte 51200, after the disk's end at byte 51200",
                        "partition 3 begins at byte 2199023255040, after the disk's end at byte"
                                + " 51200");
    }

    @Test
    void aDiskOfLargeSectorsIsToldByWhatLiesThere() throws IOException {
        DividedDisk disk =
                new DividedDisk(100, 4096).mbr(0, 0, 0x83, 10, 20).ext(10, "large", false);
        Partitioning partitioning = partitioning(disk);
        assertThat(partitioning.table().sectorBytes()).isEqualTo(4096);
        assertThat(partitioning.only().orElseThrow().startBytes()).isEqualTo(40960);
    }

    @Test
    void aBootSectorOfAFileSystemIsNoTable() throws IOException {
        byte[] sector = new byte[4 * SECTOR];
        new Random(1).nextBytes(sector);
        sector[446] = 0x33;
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
        assertThat(Partitioning.of(new MemoryDevice(sector))).isEmpty();
        byte[] empty = new byte[4 * SECTOR];
        empty[510] = 0x55;
        empty[511] = (byte) 0xaa;
        assertThat(Partitioning.of(new MemoryDevice(empty))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048, 4096})
    void aGptIsReadInItsOwnUnit(int sectorBytes) throws IOException {
        Partitioning partitioning = partitioning(gpt(sectorBytes));
        assertThat(partitioning.table().kind()).isEqualTo("GPT");
        assertThat(partitioning.table().sectorBytes()).isEqualTo(sectorBytes);
        assertThat(partitioning.table().warnings()).isEmpty();
        assertThat(partitioning.table().partitions())
                .containsExactly(
                        new DiskPartition(
                                1,
                                "Linux filesystem",
                                "größe",
                                "11112222-3333-4444-0000-000000000000",
                                50L * sectorBytes,
                                10L * sectorBytes),
                        new DiskPartition(
                                4,
                                "00000000-0000-0001-0000-000000000002",
                                "",
                                "11112222-3333-4444-0000-000000000003",
                                60L * sectorBytes,
                                (long) sectorBytes));
        assertThat(partitioning.named("PARTLABEL=größe").startBytes()).isEqualTo(50L * sectorBytes);
    }

    @ParameterizedTest
    @CsvSource({
        "512, ' (the checksum of its header is wrong)'", // the magic number stays
        "568, ' (the checksum of its header is wrong)'",
        "1060, ' (the checksum of its entries is wrong)'",
        "513, ''"
    })
    void theCopyAtTheEndIsUsedWhereTheFirstIsDamaged(int at, String why) throws IOException {
        DividedDisk disk = gpt(SECTOR);
        byte[] bytes = disk.bytes();
        bytes[at == 512 ? 600 : at] ^= 1;
        if (at == 512) {
            bytes[600] ^= 1;
            bytes[530] ^= 1; // the stored checksum
        }
        PartitionTable table = partitioning(disk).table();
        assertThat(table.partitions()).hasSize(2);
        assertThat(table.warnings())
                .containsExactly(
                        "the GPT at the disk's start is damaged%s; its copy at the end is used"
                                .formatted(why));
    }

    @Test
    void aGptOfWhichBothCopiesAreDamagedIsReadWithAWarning() throws IOException {
        DividedDisk disk = gpt(SECTOR);
        disk.bytes()[530] ^= 1;
        disk.bytes()[disk.bytes().length - SECTOR + 18] ^= 1;
        PartitionTable table = partitioning(disk).table();
        assertThat(table.partitions()).hasSize(2);
        assertThat(table.warnings())
                .containsExactly("the GPT is damaged (the checksum of its header is wrong)");
    }

    @Test
    void entriesThatMakeNoSenseAreLeftOut() throws IOException {
        DividedDisk disk =
                gpt(SECTOR)
                        .gpt(5, DividedDisk.LINUX, 70, 69, "")
                        .gpt(6, DividedDisk.LINUX, Long.MAX_VALUE, -1, "")
                        .gpt(7, DividedDisk.LINUX, 5000, 5001, "")
                        .gpt(8, DividedDisk.LINUX, 80, Long.MAX_VALUE, "")
                        .sign();
        PartitionTable table = partitioning(disk).table();
        assertThat(table.partitions()).extracting(DiskPartition::number).containsExactly(1, 4, 9);
        assertThat(table.partitions().getLast().lengthBytes()).isEqualTo((200 - 80) * SECTOR);
        assertThat(table.warnings())
                .containsExactly(
                        "partition 6 reaches from sector 70 to sector 69",
                        "partition 7 reaches from sector 9223372036854775807 to sector"
                                + " 18446744073709551615",
                        "partition 8 begins in sector 5000; the disk has 200 sectors",
                        "partition 9 ends in sector 9223372036854775807; the disk has 200"
                                + " sectors");
    }

    @Test
    void aHeaderThatClaimsTooMuchIsHarmless() throws IOException {
        for (int field : new int[] {72, 80, 84, 12}) {
            DividedDisk disk = gpt(SECTOR);
            byte[] bytes = disk.bytes();
            for (int copy : new int[] {SECTOR, bytes.length - SECTOR}) {
                for (int i = 0; i < (field == 72 ? 8 : 4); i++) {
                    bytes[copy + field + i] = (byte) (field == 84 ? 0x7f : 0xff);
                }
            }
            PartitionTable table = partitioning(disk).table();
            assertThat(table.warnings().getFirst()).startsWith("the GPT is damaged (");
            // A table that claims the whole disk has the entries of both copies.
            assertThat(table.partitions().size()).isLessThanOrEqualTo(4);
        }
    }

    private static DividedDisk two() {
        DividedDisk disk =
                new DividedDisk(200, SECTOR)
                        .mbr(0, 0, 0x83, 10, 20)
                        .mbr(0, 1, 0x83, 40, 100)
                        .ext(10, "boot", false)
                        .ext(40, "root", true);
        disk.bytes()[440] = (byte) 0xcd;
        disk.bytes()[441] = (byte) 0xab;
        return disk;
    }

    private static DividedDisk gpt(int sectorBytes) {
        return new DividedDisk(200, sectorBytes)
                .mbr(0, 0, 0xee, 1, -1)
                .gpt(0, DividedDisk.LINUX, 50, 59, "größe")
                .gpt(3, new UUID(1, 2), 60, 60, "")
                .sign();
    }

    private static Partitioning partitioning(DividedDisk disk) throws IOException {
        return Partitioning.of(new MemoryDevice(disk.bytes())).orElseThrow();
    }
}
