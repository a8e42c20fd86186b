// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

final class Qcow2Test {

    private static final int CLUSTER = 512;

    @TempDir private Path directory;

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("a.qcow2"), file);
    }

    @ParameterizedTest
    @CsvSource({"2, 9, false", "2, 12, false", "3, 9, false", "3, 16, false", "3, 12, true"})
    void clustersOfEachKindAreRead(int version, int bits, boolean zstd) throws Exception {
        int bytes = 1 << bits;
        // The disk ends inside a cluster.
        byte[] disk = Arrays.copyOf(OpenedDisk.content(41, bytes, bits), 40 * bytes + 77);
        Qcow2Writer writer = new Qcow2Writer(version, bits, disk.length);
        writer = zstd ? writer.zstd() : writer;
        Random random = new Random(bits);
        byte[] zeros = new byte[bytes];
        for (int cluster = 0; cluster <= 40; cluster++) {
            byte[] data = Arrays.copyOfRange(disk, cluster * bytes, (cluster + 1) * bytes);
            if (random.nextBoolean()) {
                writer.compressed(cluster, data);
            } else if (!Arrays.equals(data, zeros)) {
                writer.stored(cluster, data);
            } else if (version == 3 && random.nextBoolean()) {
                writer.zero(cluster);
            }
        }
        OpenedDisk.check(write(writer.file()), disk);
    }

    @Test
    void tablesFarApartAreReadAndThoseBetweenAreZeros() throws IOException {
        byte[] data = OpenedDisk.content(1, CLUSTER, 1);
        Qcow2Writer writer = new Qcow2Writer(3, 9, 64 * 64 * CLUSTER);
        writer.stored(64 * 64 - 1, data);
        try (BlockDevice disk = OpenedDisk.open(write(writer.file()))) {
            byte[] expected = new byte[64 * 64 * CLUSTER];
            System.arraycopy(data, 0, expected, expected.length - CLUSTER, CLUSTER);
            assertThat(OpenedDisk.read(disk, 0, expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void clustersThatFollowEachOtherAreOneRun() throws IOException {
        Qcow2Writer writer = new Qcow2Writer(3, 9, 64L * CLUSTER);
        for (int cluster = 0; cluster < 10; cluster++) {
            writer.stored(cluster, new byte[CLUSTER]);
        }
        try (BlockDevice file = OpenedDisk.plain(write(writer.file()))) {
            Qcow2Header header = Qcow2Header.read(file);
            DiskMap map = new JoinedRuns(new Qcow2Map(header, file, file, Optional.empty()));
            assertThat(map.at(100, 60 * CLUSTER))
                    .isEqualTo(new DiskRun.Stored(file, 3 * CLUSTER + 100, 10 * CLUSTER - 100));
            assertThat(map.at(10 * CLUSTER, 50 * CLUSTER))
                    .isEqualTo(new DiskRun.Zeros(50 * CLUSTER));
        }
    }

    @Test
    void clustersInAnotherOrderThanOnTheDiskAreNotJoined() throws Exception {
        byte[] disk = new byte[3 * CLUSTER];
        new Random(9).nextBytes(disk);
        Qcow2Writer writer = new Qcow2Writer(3, 9, disk.length);
        for (int cluster : new int[] {1, 0, 2}) {
            writer.stored(
                    cluster, Arrays.copyOfRange(disk, cluster * CLUSTER, (cluster + 1) * CLUSTER));
        }
        OpenedDisk.check(write(writer.file()), disk);
    }

    @Test
    void subclustersAreStoredOrZeroOrThoseOfTheBackingFile() throws Exception {
        int cluster = 1 << 14;
        byte[] data = new byte[cluster];
        new Random(1).nextBytes(data);
        byte[] under = new byte[3 * cluster];
        Arrays.fill(under, (byte) 7);
        Qcow2Writer writer =
                new Qcow2Writer(3, 14, 4L * cluster).subclusters().backing("under.raw", "raw");
        writer.stored(0, data, 0x0000_00f0_0000_000fL);
        writer.compressed(1, data);
        writer.entry(2, 0);
        Files.write(directory.resolve("under.raw"), under);
        byte[] expected = Arrays.copyOf(under, 4 * cluster);
        System.arraycopy(data, 0, expected, 0, 4 * 512);
        Arrays.fill(expected, 4 * 512, 8 * 512, (byte) 0);
        System.arraycopy(data, 0, expected, cluster, cluster);
        OpenedDisk.checkWithBacking(write(writer.file()), expected);
    }

    @Test
    void aSubclusterIsNotStoredInTwoWays() throws IOException {
        Qcow2Writer writer = new Qcow2Writer(3, 14, 1 << 14).subclusters();
        writer.stored(0, new byte[1 << 14], 0x0000_0001_0000_0001L);
        checkRead(
                writer.file(),
                0,
                WrongContainerException.class,
                "0x0000000100000001, points to subcluster 0 in two ways");
    }

    @Test
    void clustersOfADataFileBesideTheImageAreRead() throws Exception {
        byte[] disk = OpenedDisk.content(4, CLUSTER, 2);
        Files.write(directory.resolve("data"), disk);
        Qcow2Writer writer = new Qcow2Writer(3, 9, 5 * CLUSTER).dataFile("data");
        for (int cluster = 0; cluster < 4; cluster++) {
            // The first one is at byte 0 of the data file.
            writer.entry(cluster, (long) cluster * CLUSTER | 1L << 63);
        }
        OpenedDisk.check(write(writer.file()), Arrays.copyOf(disk, 5 * CLUSTER));
        writer.packed(4, new byte[10]);
        checkRead(
                writer.file(),
                4 * CLUSTER,
                WrongContainerException.class,
                "points to a compressed cluster in a data file");
        Files.delete(directory.resolve("data"));
        checkOpen(
                writer.file(),
                UnsupportedContainerException.class,
                "its data lies in the file 'data', which is not beside it");
    }

    @Test
    void aDataFileIsLookedForBesideTheImageOnly() throws IOException {
        checkOpen(
                new Qcow2Writer(3, 9, 0).dataFile("/etc/passwd").file(),
                UnsupportedContainerException.class,
                "its data lies in the file '/etc/passwd', which is not beside it");
    }

    @Test
    void nothingIsReadBeyondTheBoundsOfAHeader() throws IOException {
        checkOpen(
                Arrays.copyOf(new Qcow2Writer(3, 9, 0).file(), 90),
                WrongContainerException.class,
                "qcow2 header: the size of the file is 90, not at least 104");
        checkOpen(
                Arrays.copyOf(new Qcow2Writer(2, 9, 0).file(), 70),
                WrongContainerException.class,
                "there is no whole qcow2 header");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4, 1, false, qcow version 1 is not supported; 2 and 3 are",
        "20, 4, 8, true, 'qcow2 header: cluster_bits is 8, not 9 to 21'",
        "20, 4, 22, true, 'qcow2 header: cluster_bits is 22, not 9 to 21'",
        "20, 4, -1, true, 'qcow2 header: cluster_bits is 4294967295, not 9 to 21'",
        "24, 8, -1, true, 'qcow2 header: size is -1, not less than 2^63'",
        "24, 8, 2097153, true, 'qcow2 header: l1_size is 64, not 65 to 4194304'",
        "32, 4, 1, false, it is encrypted (AES); decrypt it with qemu-img convert",
        "32, 4, 2, false, it is encrypted (LUKS); decrypt it with qemu-img convert",
        "36, 4, 4194305, true, 'qcow2 header: l1_size is 4194305, not 1 to 4194304'",
        "36, 4, 0, true, 'qcow2 header: l1_size is 0, not 1 to 4194304'",
        "40, 8, 513, true, 'qcow2 header: l1_table_offset is 513, not a multiple of the cluster"
                + " size'",
        "72, 8, 32, false, unknown qcow2 features are needed (0x20)",
        "72, 8, 16, true, 'qcow2 header: cluster_bits is 9, not at least 14 with subclusters'",
        "72, 8, 4, false, 'its data lies in another file, which it does not name'",
        "100, 4, 103, true, 'qcow2 header: header_length is 103, not 104 to the size of a cluster'",
        "100, 4, 513, true, 'qcow2 header: header_length is 513, not 104 to the size of a cluster'",
    })
    void aHeaderThatCannotBeReadIsRefusedByName(
            int at, int bytes, long value, boolean isWrong, String message) throws IOException {
        byte[] file = new Qcow2Writer(3, 9, 64 * CLUSTER).file();
        ByteBuffer header = ByteBuffer.wrap(file);
        if (bytes == 8) {
            header.putLong(at, value);
        } else {
            header.putInt(at, (int) value);
        }
        checkOpen(
                file,
                isWrong ? WrongContainerException.class : UnsupportedContainerException.class,
                message);
    }

    @Test
    void anUnknownCompressionIsRefused() throws IOException {
        byte[] file = new Qcow2Writer(3, 9, 0).zstd().file();
        file[104] = 2;
        checkOpen(
                file,
                UnsupportedContainerException.class,
                "clusters compressed by the unknown method 2");
    }

    /** The reference counts, which only writers need, are stale or wrong. */
    @Test
    void aDirtyAndCorruptImageIsRead() throws Exception {
        byte[] data = OpenedDisk.content(1, CLUSTER, 1);
        Qcow2Writer writer = new Qcow2Writer(3, 9, CLUSTER);
        writer.stored(0, data);
        byte[] file = writer.file();
        file[79] = 3;
        OpenedDisk.check(write(file), data);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0x8000000000100000, 8 bytes at byte 1048576 are not inside its",
        "3, 512, points to the L1 table itself"
    })
    void aPointerToATableIsChecked(int version, String entry, String message) throws IOException {
        Qcow2Writer writer = new Qcow2Writer(version, 9, CLUSTER);
        writer.stored(0, new byte[CLUSTER]);
        byte[] file = writer.file();
        ByteBuffer.wrap(file).putLong(512, Long.parseUnsignedLong(hex(entry), 16));
        checkRead(file, 0, IOException.class, message);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0x8000000000100000, 512 bytes at byte 1048576 are not inside its",
        "3, 0x8000000000000400, points to its own table",
        "2, 0x0000000000000001, points to a flag of version 3",
        "3, 0x4000000000100000, 512 bytes at byte 1048576 are not inside its",
        "3, 0x4000000000000400, the compressed cluster at byte 1024 is damaged: ",
    })
    void aPointerToAClusterIsChecked(int version, String entry, String message) throws IOException {
        Qcow2Writer writer = new Qcow2Writer(version, 9, 2 * CLUSTER);
        byte[] data = OpenedDisk.content(1, CLUSTER, 1);
        writer.stored(0, data);
        writer.entry(1, Long.parseUnsignedLong(hex(entry), 16));
        checkRead(writer.file(), CLUSTER, IOException.class, message);
        // The other cluster is still there.
        try (BlockDevice disk = OpenedDisk.open(directory.resolve("a.qcow2"))) {
            assertThat(OpenedDisk.read(disk, 0, CLUSTER)).isEqualTo(data);
        }
    }

    private static String hex(String number) {
        return number.startsWith("0x")
                ? number.substring(2)
                : Long.toHexString(Long.parseLong(number));
    }

    @Test
    void largeClustersAreAligned() throws IOException {
        Qcow2Writer writer = new Qcow2Writer(3, 12, 4096);
        writer.entry(0, 0x2200);
        byte[] file = writer.file();
        checkRead(
                file,
                0,
                WrongContainerException.class,
                "at byte 8192, 0x0000000000002200, points to no multiple of the cluster size");
        ByteBuffer.wrap(file).putLong(4096, 0x2400);
        checkRead(
                file,
                0,
                WrongContainerException.class,
                "at byte 4096, 0x0000000000002400, points to no multiple of the cluster size");
    }

    @Test
    void compressedDataThatIsDamagedOrTooShortIsRefused() throws IOException {
        for (boolean zstd : new boolean[] {false, true}) {
            Qcow2Writer writer = new Qcow2Writer(3, 9, 2 * CLUSTER);
            writer = zstd ? writer.zstd() : writer;
            writer.packed(0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
            checkRead(
                    writer.file(), 0, IOException.class, "the compressed cluster at byte 1024 is");
        }
    }

    @Test
    void whatIsNotCutOffIsRead() throws IOException {
        byte[] data = new byte[CLUSTER];
        new Random(5).nextBytes(data);
        Qcow2Writer writer = new Qcow2Writer(3, 9, 3 * CLUSTER);
        int first = writer.stored(0, data);
        writer.compressed(1, Arrays.copyOf(Arrays.copyOf(data, 300), CLUSTER));
        byte[] file = writer.file();
        checkRead(
                Arrays.copyOf(file, file.length - 3),
                CLUSTER,
                EOFException.class,
                "is cut off by the end of the file");
        try (BlockDevice disk = OpenedDisk.open(write(Arrays.copyOf(file, first + CLUSTER)))) {
            assertThat(OpenedDisk.read(disk, 0, CLUSTER)).isEqualTo(data);
            assertThat(OpenedDisk.read(disk, 2 * CLUSTER, CLUSTER)).containsOnly(0);
            assertThatThrownBy(() -> OpenedDisk.read(disk, CLUSTER, 1))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void snapshotsAreNamed() throws IOException {
        Qcow2Writer writer = new Qcow2Writer(3, 9, 0).snapshots("before", "nach dem Größten");
        try (BlockDevice disk = OpenedDisk.open(write(writer.file()))) {
            assertThat(((VirtualDisk) disk).facts())
                    .containsExactly(
                            "qcow2 version 3, clusters of 512 bytes",
                            "2 internal snapshots, which are not read: before, nach dem Größten");
        }
    }

    private void checkOpen(byte[] file, Class<? extends IOException> kind, String message)
            throws IOException {
        Path image = write(file);
        assertThatThrownBy(() -> OpenedDisk.open(image).close())
                .isInstanceOf(kind)
                .hasMessage(image + ": " + message);
    }

    private void checkRead(byte[] file, long at, Class<? extends IOException> kind, String message)
            throws IOException {
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThatThrownBy(() -> OpenedDisk.read(disk, at, CLUSTER))
                    .isInstanceOf(kind)
                    .hasMessageContaining(message);
        }
    }
}
