// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.images.TestImages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Copies of the image {@code tour} with structures that few images have. */
public final class RareStructures {

    private static final int SUPERBLOCK = 1024;
    private static final int INCOMPAT = SUPERBLOCK + 0x60;
    private static final int MMP_BLOCK = 999;

    private RareStructures() {}

    /** Multiple mount protection, of a system that has it mounted, and an encoding of names. */
    public static Path mounted(Path folder, int sequence) throws IOException {
        ByteBuffer image = tour();
        image.putInt(INCOMPAT, image.getInt(INCOMPAT) | 0x100 | 0x20000);
        image.putShort(SUPERBLOCK + 0x166, (short) 5).putLong(SUPERBLOCK + 0x168, MMP_BLOCK);
        image.putShort(SUPERBLOCK + 0x27C, (short) 1).putShort(SUPERBLOCK + 0x27E, (short) 1);
        int at = MMP_BLOCK * 1024;
        image.putInt(at, 0x004D4D50).putInt(at + 4, sequence).putLong(at + 8, 1_700_000_000L);
        image.put(at + 16, "node\33[1m".getBytes(StandardCharsets.US_ASCII));
        image.put(at + 80, "sda1".getBytes(StandardCharsets.US_ASCII));
        image.putShort(at + 112, (short) 10);
        return Files.write(folder.resolve("mounted.img"), image.array());
    }

    /** The journal of another file system. */
    public static Path journalDevice(Path folder) throws IOException {
        ByteBuffer image = tour();
        image.putInt(INCOMPAT, 0x8).putInt(SUPERBLOCK + 0x28, 0); // s_inodes_per_group
        Arrays.fill(image.array(), 2048, 3072, (byte) 0);
        image.order(ByteOrder.BIG_ENDIAN);
        int at = 2048;
        image.putInt(at, 0xC03B3998).putInt(at + 4, 4).putInt(at + 12, 1024).putInt(at + 16, 1536);
        image.putInt(at + 20, 3).putInt(at + 24, 7).putInt(at + 28, 100);
        image.putInt(at + 40, 0x10).putInt(at + 64, 1).put(at + 80, (byte) 4);
        image.putInt(at + 0xFC, 0x12345678);
        image.putLong(at + 0x100, 0x9c1af430c292478dL).putLong(at + 0x108, 0xb7750f95982d6a20L);
        return Files.write(folder.resolve("journal.img"), image.array());
    }

    private static ByteBuffer tour() throws IOException {
        return ByteBuffer.wrap(new TestImages().named("tour").bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
