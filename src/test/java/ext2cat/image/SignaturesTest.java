// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

final class SignaturesTest {

    private static final int SECTOR = 512;

    @ParameterizedTest
    @CsvSource({
        "0, 414e44524f494421, it is an Android boot image; unpack it with unpack_bootimg",
        "0, 68737173, it is a squashfs file system; unpack it with unsquashfs",
        "32769, 4344303031, it is an ISO 9660 file system",
        "65600, 5f42485266535f4d, it is a btrfs file system",
        "4086, 53574150535041434532, it is swap space",
        "0, 7f454c46, it is an ELF program or library",
        "0, 4c554b53babe, 'it is an encrypted LUKS volume; open it with cryptsetup, and read what"
                + " that maps'",
        "3, 4e54465320202020, it is an NTFS file system",
        "4086, 535741502d5350414345, it is swap space",
        "512, 4c4142454c4f4e45, 'it is an LVM2 physical volume; open the volumes inside, after"
                + " vgchange -ay'",
        "0, fc4e2ba9, 'it is a member of a Linux RAID; assemble it with mdadm, or skip to where its"
                + " data begins'",
        "1080, ef53, 'it is an image of ext2, ext3 or ext4 with each pair of bytes swapped; swap"
                + " them back with dd conv=swab'",
    })
    void whatItIsIsSaidWithWhatToDo(int at, String magic, String expected) throws IOException {
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);
        byte[] signature = HexFormat.of().parseHex(magic);
        System.arraycopy(signature, 0, bytes, at, signature.length);
        check(bytes, expected);
        // Nothing is read beyond the end of a file that has the begin of a signature.
        assertThat(Signatures.sentence(new MemoryDevice(Arrays.copyOf(bytes, at + 1))))
                .isNotEqualTo(Optional.of(expected));
    }

    /** Of 300,000 bytes, 0.90 begins at 4 - 1 times 64 KiB, and 1.0 at 71 times 4 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {3 * 65_536, 71 * 4096})
    void aMemberOfARaidIsKnownByItsEnd(int at) throws IOException {
        byte[] bytes = new byte[300_000];
        System.arraycopy(HexFormat.of().parseHex("fc4e2ba9"), 0, bytes, at, 4);
        check(
                bytes,
                "it is a member of a Linux RAID; assemble it with mdadm, or skip to where its data"
                        + " begins");
        System.arraycopy(new byte[4], 0, bytes, at, 4);
        check(bytes, "all of its first 300000 bytes are zero");
    }

    @Test
    void whatHasNoSignatureIsNamedByWhatFillsIt() throws IOException {
        check(new byte[0], "it is empty");
        check(new byte[5000], "all of its first 5000 bytes are zero");
        check(new byte[(1 << 20) + 1], "all of its first 1048576 bytes are zero");
        byte[] erased = new byte[4096];
        Arrays.fill(erased, (byte) 0xff);
        check(erased, "all of its first 4096 bytes are 0xff, as of erased flash");
        check("A note,\nüber ext2.\n".repeat(99), "it is a text file");
    }

    /** A character of two bytes across the end of what is looked at. */
    @Test
    void aLongTextIsOneToo() throws IOException {
        check("x" + "ü".repeat(1 << 20), "it is a text file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text\0", "\u00ff\u00fe\u0080", "\1\2\3"})
    void otherBytesHaveNoName(String bytes) throws IOException {
        assertThat(
                        Signatures.sentence(
                                new MemoryDevice(bytes.getBytes(StandardCharsets.ISO_8859_1))))
                .isEmpty();
    }

    @Test
    void aDiskIsNamedByItsTable() throws IOException {
        ByteBuffer disk = ByteBuffer.allocate(100 * SECTOR).order(LITTLE_ENDIAN);
        disk.put(510, (byte) 0x55).put(511, (byte) 0xaa);
        disk.put(450, (byte) 0x83).putInt(454, 10).putInt(458, 10);
        check(
                disk.array(),
                "it is a disk with an MBR, and no ext2, ext3 or ext4 file system begins at a"
                        + " partition");
    }

    @Test
    void aBootSectorWhoseEntriesMakeNoSenseIsNoTable() throws IOException {
        byte[] disk = new byte[4 * SECTOR];
        new Random(1).nextBytes(disk);
        disk[446] = 0x33;
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        assertThat(Signatures.sentence(new MemoryDevice(disk))).isEmpty();
    }

    private static void check(String content, String expected) throws IOException {
        check(content.getBytes(StandardCharsets.UTF_8), expected);
    }

    private static void check(byte[] content, String expected) throws IOException {
        assertThat(Signatures.sentence(new MemoryDevice(content))).hasValue(expected);
    }
}
