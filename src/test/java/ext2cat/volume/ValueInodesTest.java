// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.MappedDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Values of attributes that lie in inodes, and encrypted files, written into a sound image. */
final class ValueInodesTest {

    private static final int COMPAT = 1024 + 92;
    private static final int INCOMPAT = 1024 + 96;

    /** The inode of /links/relative, a fast symlink. */
    private static final int RELATIVE = 29;

    private static final int INODE_BYTES = 256;
    private static final int XATTRS = 128 + 32;

    @TempDir private Path folder;
    private ByteBuffer image;
    private int hello;
    private int value;

    @BeforeEach
    void writeImage() throws IOException {
        image =
                ByteBuffer.wrap(new TestImages().named("tree-inode256-1k").bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(INCOMPAT, image.getInt(INCOMPAT) | 0x400 | 0x10000);
        hello = inode("/hello.txt");
        value = inode("/5000-bytes");
        image.putInt(value + 32, 0x200000);
        try (Volume volume = open()) {
            attribute(hello + XATTRS, volume.lookup("/5000-bytes").number(), 5000);
        }
    }

    private Volume open() throws IOException {
        return Volume.open(MappedDevice.open(Files.write(folder.resolve("img"), image.array())));
    }

    /** Where an inode begins in the image. */
    private int inode(String path) throws IOException {
        try (Volume volume = open()) {
            return inode(volume, volume.lookup(path).number());
        }
    }

    private int inode(Volume volume, long number) throws IOException {
        long index = number - 1;
        long perGroup = volume.superblock().inodesPerGroup();
        long table = volume.groupDescriptor(index / perGroup).inodeTable();
        return (int) (table * 1024 + index % perGroup * INODE_BYTES);
    }

    private void attribute(int at, long inode, int size) {
        image.putShort(hello + 128, (short) 32);
        image.put(at, new byte[INODE_BYTES - XATTRS]).putInt(at, 0xEA020000);
        image.put(at + 4, (byte) 3).put(at + 5, (byte) 1);
        image.putInt(at + 8, (int) inode).putInt(at + 12, size);
        image.put(at + 20, "big".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aValueIsWhatItsInodeHolds() throws IOException {
        try (Volume volume = open()) {
            Inode inode = volume.lookup("/hello.txt");
            assertThat(inode.xattrs()).hasSize(1);
            assertThat(inode.xattrs().getFirst().fullName()).isEqualTo("user.big");
            assertThat(inode.xattrs().getFirst().value())
                    .isEqualTo(volume.lookup("/5000-bytes").readAllBytes());
        }
    }

    @Test
    void anInodeThatIsForNoValueOrForAnotherIsRefused() throws IOException {
        image.putInt(value + 32, 0);
        refused("is said to hold a value, but has mode 0100644 and the flags 0x0");
        image.putInt(value + 32, 0x200000).putInt(value + 4, 4999);
        refused("holds a value of 4999 bytes, expected 5000, and at most 16777216");
    }

    @Test
    void ofAValueOfNoBytesNoInodeIsRead() throws IOException {
        attribute(hello + XATTRS, 0xFFFFFFFFL, 0);
        try (Volume volume = open()) {
            assertThat(volume.lookup("/hello.txt").xattrs().getFirst().value()).isEmpty();
        }
    }

    private void refused(String message) throws IOException {
        try (Volume volume = open()) {
            Inode inode = volume.lookup("/hello.txt");
            assertThatThrownBy(inode::xattrs)
                    .isInstanceOf(CorruptImageException.class)
                    .hasMessageEndingWith(message);
        }
    }

    @Test
    void encryptedContentsAreRefusedAndNeverShownAsTheyLie() throws IOException {
        image.putInt(value + 32, 0x800);
        try (Volume volume = open()) {
            Inode inode = volume.lookup("/5000-bytes");
            assertThatThrownBy(inode::readAllBytes)
                    .isInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageEndingWith("its contents are encrypted, and there is no key");
        }
    }

    /** The hash of the name, with the seed of the image, is that which debugfs prints. */
    @Test
    void anEncryptedNameIsShownWithTheHashOfItsDirectory() throws IOException {
        String hash = "GmzUWMdhVUhhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNE";
        String noHash = "AAAAAAAAAABhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNE";
        encryptNames("abcdefghijklmnopqrstuvwxyz0123456789ABCD");
        image.putInt(COMPAT, image.getInt(COMPAT) | 0x20);
        finds(hash, noHash);
        image.putInt(COMPAT, image.getInt(COMPAT) & ~0x20);
        finds(noHash, hash);
    }

    /** Gives /dev the flag, and this name alone. */
    private void encryptNames(String name) throws IOException {
        int dev = inode("/dev");
        image.putInt(dev + 32, 0x800);
        int entry = image.getInt(dev + 40) * 1024 + 24;
        image.putShort(entry + 4, (short) (1024 - 24)).put(entry + 6, (byte) name.length());
        image.put(entry + 8, name.getBytes(StandardCharsets.US_ASCII));
    }

    private void finds(String name, String other) throws IOException {
        try (Volume volume = open()) {
            assertThat(volume.lookup("/dev/" + name).type()).isEqualTo(FileType.CHARACTER_DEVICE);
            assertThatThrownBy(() -> volume.lookup("/dev/" + other))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void anEncryptedTargetIsShownWithoutAHash() throws IOException {
        int link;
        try (Volume volume = open()) {
            link = inode(volume, RELATIVE);
        }
        image.putInt(link + 32, 0x800).putInt(link + 4, 2 + 16);
        image.putShort(link + 40, (short) 16).put(link + 42, new byte[16]);
        try (Volume volume = open()) {
            assertThat(volume.inode(RELATIVE).symlinkTarget())
                    .isEqualTo("A".repeat(32).getBytes(StandardCharsets.US_ASCII));
        }
        image.putShort(link + 40, (short) 17);
        try (Volume volume = open()) {
            assertThatThrownBy(() -> volume.inode(RELATIVE).symlinkTarget())
                    .isInstanceOf(CorruptImageException.class)
                    .hasMessageEndingWith(
                            "an encrypted target of 17 bytes, which is not from 1 to 16");
        }
    }
}
