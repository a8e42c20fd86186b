// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.MappedDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.record.LinuxStat;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files, symlinks and directories that lie in their inodes, written into a sound image. */
final class InlineDataTest {

    private static final int INCOMPAT = 1024 + 96;
    private static final int INODE_BYTES = 256;
    private static final int BLOCK_AREA = 40;
    private static final int XATTRS = 128 + 32;
    private static final int LARGEST = 60 + INODE_BYTES - XATTRS;
    private static final String TEXT = "0123456789".repeat(10);

    @TempDir private Path folder;
    private ByteBuffer image;

    @BeforeEach
    void readImage() throws IOException {
        image =
                ByteBuffer.wrap(new TestImages().named("tree-inode256-1k").bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(INCOMPAT, image.getInt(INCOMPAT) | 0x8000);
    }

    private Volume open() throws IOException {
        return Volume.open(MappedDevice.open(Files.write(folder.resolve("img"), image.array())));
    }

    /** Makes a file one that lies in its inode; where the inode begins in the image. */
    private int inline(String path, byte[] contents, int size) throws IOException {
        int at;
        try (Volume volume = open()) {
            long index = volume.lookup(path).number() - 1;
            long perGroup = volume.superblock().inodesPerGroup();
            long table = volume.groupDescriptor(index / perGroup).inodeTable();
            at = (int) (table * 1024 + index % perGroup * INODE_BYTES);
        }
        image.putInt(at + 4, size);
        image.putInt(at + 32, 0x10000000);
        image.put(at + BLOCK_AREA, new byte[60]);
        image.put(at + BLOCK_AREA, contents, 0, Math.min(60, contents.length));
        image.put(at + 128, new byte[128]).putShort(at + 128, (short) 32);
        if (contents.length > 60) {
            tail(at + XATTRS, contents);
        }
        return at;
    }

    /** Writes the attribute system.data: its value lies at the end of the inode. */
    private void tail(int at, byte[] contents) {
        int bytes = contents.length - 60;
        int value = INODE_BYTES - XATTRS - 4 - bytes;
        image.putInt(at, 0xEA020000);
        image.put(at + 4, (byte) 4).put(at + 5, (byte) 7);
        image.putShort(at + 6, (short) value).putInt(at + 12, bytes);
        image.put(at + 20, "data".getBytes(StandardCharsets.US_ASCII));
        image.put(at + 4 + value, contents, 60, bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytesInTheInodeCountAsSectorsForStatAlone() throws IOException {
        inline("/hello.txt", TEXT.getBytes(StandardCharsets.US_ASCII), 60);
        try (Volume volume = open()) {
            Inode inode = volume.lookup("/hello.txt");
            assertThat(new LinuxStat(inode.disk()).sectors())
                    .isEqualTo(inode.disk().allocatedSectors() + 1);
            Inode other = volume.lookup("/5000-bytes");
            assertThat(new LinuxStat(other.disk()).sectors())
                    .isEqualTo(other.disk().allocatedSectors());
        }
    }

    @Test
    void aFileIsAsLongAsItsSizeSaysWhereverItLies() throws IOException {
        inline("/hello.txt", bytes(TEXT), 95);
        inline("/5000-bytes", bytes("short"), 5);
        inline("/70000-bytes", bytes("made longer"), 80);
        try (Volume volume = open()) {
            Inode hello = volume.lookup("/hello.txt");
            assertThat(hello.hasMap()).isFalse();
            assertThat(hello.readAllBytes()).isEqualTo(bytes(TEXT.substring(0, 95)));
            assertThat(hello.xattrs()).isEmpty();
            assertThat(volume.lookup("/5000-bytes").readAllBytes()).isEqualTo(bytes("short"));
            assertThat(volume.lookup("/70000-bytes").readAllBytes())
                    .isEqualTo(bytes("made longer" + "\0".repeat(69)));
        }
    }

    @Test
    void aFileLongerThanAnInodeIsRefused() throws IOException {
        inline("/hello.txt", bytes(TEXT), LARGEST + 1);
        try (Volume volume = open()) {
            assertThatThrownBy(() -> volume.lookup("/hello.txt").readAllBytes())
                    .isInstanceOf(CorruptImageException.class)
                    .hasMessageEndingWith(
                            "size 157 is more than the 156 bytes that an inode can hold");
        }
    }

    @Test
    void theEntriesOfADirectoryLieInBothParts() throws IOException {
        ByteBuffer entries = ByteBuffer.allocate(60 + 40).order(ByteOrder.LITTLE_ENDIAN);
        long hello;
        try (Volume volume = open()) {
            hello = volume.lookup("/hello.txt").number();
        }
        entries.putInt(0, 2);
        entry(entries, 4, hello, 56, "first");
        entry(entries, 60, hello, 40, "second");
        inline("/dev", entries.array(), 100);
        try (Volume volume = open()) {
            Inode directory = volume.lookup("/dev");
            assertThat(directory.list())
                    .map(found -> found.path().toString())
                    .containsExactly("/first", "/second");
            assertThat(volume.lookup("/dev/second").number()).isEqualTo(hello);
            assertThat(volume.lookup("/dev/./..").number()).isEqualTo(2);
        }
    }

    private static void entry(ByteBuffer at, int offset, long inode, int recLen, String name) {
        at.putInt(offset, (int) inode).putShort(offset + 4, (short) recLen);
        at.put(offset + 6, (byte) name.length()).put(offset + 7, (byte) 1);
        at.put(offset + 8, bytes(name));
    }

    @Test
    void damageToOnePartHidesNoEntryOfTheOther() throws IOException {
        ByteBuffer entries = ByteBuffer.allocate(60 + 40).order(ByteOrder.LITTLE_ENDIAN);
        entry(entries, 4, 12, 0, "first");
        entry(entries, 60, 12, 40, "second");
        inline("/dev", entries.array(), 100);
        try (Volume volume = open()) {
            Inode directory = volume.lookup("/dev");
            assertThatThrownBy(directory::list).isInstanceOf(CorruptImageException.class);
            assertThat(volume.lookup("/dev/second").number()).isEqualTo(12);
        }
    }
}
