// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/** Whatever a file says, it is read or refused, soon, and by an error that has a sentence. */
@Timeout(60)
final class DamagedDisksTest {

    @TempDir private Path directory;

    @Test
    void qcow2() throws IOException {
        for (boolean hasSubclusters : new boolean[] {false, true}) {
            int bits = hasSubclusters ? 14 : 9;
            Qcow2Writer writer = new Qcow2Writer(3, bits, 40L << bits);
            writer = hasSubclusters ? writer.subclusters() : writer;
            byte[] data = OpenedDisk.content(1, 1 << bits, 3);
            for (int cluster = 0; cluster < 12; cluster++) {
                writer.stored(cluster, data);
                writer.compressed(12 + cluster, data);
                writer.zero(24 + cluster);
            }
            writer.snapshots("one", "two");
            check(writer.file(), 3 << bits, 1000);
        }
    }

    @Test
    void vdi() throws IOException {
        check(VdiTest.sample(), 532, 1000);
    }

    @Test
    void vhd() throws IOException {
        check(VhdTest.dynamic(), 1552, 1000);
    }

    @Test
    void vhdx() throws IOException {
        VhdxWriter writer = new VhdxWriter(4 << 20, 1 << 20, 512);
        writer.entry(0, writer.stored(new byte[1 << 20]));
        check(writer.file(), VhdxWriter.TABLE_AT + 32, 200);
    }

    /** Changes a few bytes that are not zero, or near to such, among the first ones. */
    private void check(byte[] file, int tableBytes, int rounds) throws IOException {
        Random random = new Random(tableBytes);
        int[] places = IntStream.range(0, tableBytes).filter(at -> file[at] != 0).toArray();
        Path image = directory.resolve("damaged");
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = file.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = places[random.nextInt(places.length)] - random.nextInt(8);
                damaged[Math.max(at, 0)] = (byte) (random.nextBoolean() ? -1 : random.nextInt(256));
            }
            Files.write(image, damaged);
            refused += isRefused(image) ? 1 : 0;
        }
        assertThat(refused).isBetween(1, rounds);
    }

    private static boolean isRefused(Path image) {
        try (BlockDevice disk = OpenedDisk.openWithBacking(image)) {
            int pieces = 64;
            for (long i = 0; i < pieces; i++) {
                long at = disk.sizeBytes() / pieces * i;
                // The cast is safe: at most 64 KiB.
                OpenedDisk.read(disk, at, (int) Math.min(1 << 16, disk.sizeBytes() - at));
            }
            if (disk instanceof VirtualDisk known) {
                known.facts();
            }
            return false;
        } catch (IOException e) {
            assertThat(e.getMessage()).contains(image.toString());
            return true;
        }
    }
}
