// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/** How far images are expanded. */
final class ExpansionLimitTest {

    private static final int MIB = 1 << 20;
    private static final ExpansionLimit DEFAULT = new ExpansionLimit(OptionalLong.empty(), false);

    @TempDir private Path temporary;
    private final ByteBuffer head = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Ending> endings = new ArrayList<>();
    private ImageOpener opener;

    @BeforeEach
    void makeOpener() {
        opener =
                new ImageOpener(
                        temporary,
                        new ExpansionProgress() {
                            @Override
                            public void expanded(long read, long size, long expanded) {}

                            @Override
                            public void ended(Ending ending) {
                                endings.add(ending);
                            }
                        });
    }

    @Test
    void aFileSystemEndsWhereItsSuperblockSays() throws IOException {
        fileSystem(0, 10_240);
        check(DEFAULT, 10 * MIB + 64 * MIB, "the file system ends at byte 10485760");
        fileSystem(2, 10_240);
        check(DEFAULT, 40 * MIB + 64 * MIB, "the file system ends at byte 41943040");
        // Its blocks are counted in 64 bits only if a feature says so.
        head.putInt(1024 + 0x150, 1);
        check(DEFAULT, 40 * MIB + 64 * MIB, "the file system ends at byte 41943040");
        head.putInt(1024 + 96, 0x80);
        check(
                DEFAULT,
                (1L << 44) + 104 * MIB,
                "the file system ends at byte " + ((1L << 44) + 40 * MIB));
    }

    @Test
    void aSuperblockThatMakesNoSenseSaysNothing() throws IOException {
        fileSystem(7, 10_240);
        check(DEFAULT, 1L << 36, "");
        fileSystem(0, 0);
        check(DEFAULT, 1L << 36, "");
        fileSystem(6, -1);
        head.putInt(1024 + 96, 0x80).putInt(1024 + 0x150, -1);
        check(DEFAULT, 1L << 36, "");
    }

    @Test
    void aPositionThatIsCountedMayLieAfterTheFileSystem() throws IOException {
        fileSystem(0, 10_240);
        check(new ExpansionLimit(OptionalLong.empty(), true), 1L << 36, "");
    }

    @Test
    void aDiskEndsWhereItsTableSays() throws IOException {
        head.put(510, (byte) 0x55).put(511, (byte) 0xaa);
        head.put(446 + 4, (byte) 0x83).putInt(446 + 8, 2048).putInt(446 + 12, 2048);
        check(DEFAULT, 16 * MIB + 64 * MIB, "its partitions end before byte 16777216");
        head.put(512, "EFI PART".getBytes(StandardCharsets.US_ASCII)).putLong(512 + 32, 204_799);
        check(DEFAULT, 100 * MIB + 64 * MIB, "its partitions end before byte 104857600");
        head.putLong(512, 0);
        head.put(4096, "EFI PART".getBytes(StandardCharsets.US_ASCII)).putLong(4096 + 32, 25_599);
        check(DEFAULT, 100 * MIB + 64 * MIB, "its partitions end before byte 104857600");
    }

    @Test
    void whatIsAskedForCountsMore() throws IOException {
        fileSystem(0, 10_240);
        check(new ExpansionLimit(OptionalLong.of(5), false), 5, "");
    }

    @Test
    void expansionStopsAfterTheFileSystem() throws IOException {
        fileSystem(0, 1024);
        Path image = compressed(66 * MIB);
        try (BlockDevice device = opener.open(image)) {
            assertThat(device.sizeBytes()).isEqualTo(65 * MIB);
        }
        assertThat(endings)
                .extracting(it -> it.warning().orElseThrow())
                .containsExactly(
                        "what follows byte 68157440 of its gzip data is not read: the file system"
                                + " ends at byte 1048576; --max-expand sets another limit");
        try (BlockDevice device = opener.withMostExpanded(66 * MIB).open(image)) {
            assertThat(device.sizeBytes()).isEqualTo(66 * MIB);
        }
        try (BlockDevice device = opener.open(image, new Location.Offset(65 * MIB + 1))) {
            assertThat(device.sizeBytes()).isEqualTo(MIB - 1);
        }
        assertThat(endings.get(1).warning()).isEmpty();
        assertThat(temporary).isDirectoryNotContaining("glob:**.img");
    }

    @Test
    void whatExpandsToMoreThanIsAllowedIsRefused() throws IOException {
        Path image = compressed(MIB);
        assertThatThrownBy(() -> opener.withMostExpanded(MIB - 1).open(image))
                .hasMessage(
                        image
                                + ": its gzip data is of more than 1048575 bytes, which is the"
                                + " limit; --max-expand sets another");
        opener.withMostExpanded(MIB).open(image).close();
        assertThat(temporary).isDirectoryNotContaining("glob:**.img");
    }

    private Path compressed(int sizeBytes) throws IOException {
        Path image = temporary.resolve("image.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(image))) {
            out.write(head.array());
            out.write(new byte[sizeBytes - head.capacity()]);
        }
        return image;
    }

    private void fileSystem(int logBlock, int blocks) {
        head.putShort(1024 + 56, (short) 0xef53);
        head.putInt(1024 + 24, logBlock).putInt(1024 + 4, blocks);
    }

    private void check(ExpansionLimit limit, long bytes, String why) {
        assertThat(limit.of(head.array(), head.capacity()))
                .isEqualTo(new ExpansionLimit.End(bytes, why));
    }
}
