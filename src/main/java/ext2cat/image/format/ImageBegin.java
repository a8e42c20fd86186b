// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.HexFormat;
import java.util.List;

/** What a file in an archive is, as far as its first bytes tell. */
enum ImageBegin {
    /** A file system of ext2, ext3 or ext4, a disk with partitions, or a disk in a container. */
    IMAGE,
    /** A file that is compressed by itself. */
    COMPRESSED,
    OTHER;

    /** What is enough to tell: a superblock, and a GPT after a sector of 4096 bytes. */
    static final int HEAD_BYTES = 4096 + 8;

    private static final List<Magic> IMAGES =
            List.of(
                    new Magic(1024 + 56, "53ef"),
                    new Magic(512, "4546492050415254"), // EFI PART
                    new Magic(4096, "4546492050415254"),
                    new Magic(0, "514649fb"), // qcow2
                    new Magic(0, "4b444d56"), // VMDK
                    new Magic(0, "434f5744"), // VMDK of ESX
                    new Magic(0, "23204469736b2044657363"), // the description of a VMDK
                    new Magic(0, "636f6e6563746978"), // VHD
                    new Magic(0, "7668647866696c65"), // VHDX
                    new Magic(0x40, "7f10dabe"), // VDI
                    new Magic(0, "455646090d0aff00"), // EWF
                    new Magic(0, "3aff26ed"), // Android sparse
                    new Magic(0, "27051956")); // U-Boot

    private static final List<Magic> COMPRESSIONS =
            List.of(
                    new Magic(0, "1f8b08"),
                    new Magic(0, "fd377a585a00"),
                    new Magic(0, "28b52ffd"),
                    new Magic(0, "425a68"),
                    new Magic(0, "04224d18"),
                    new Magic(0, "02214c18"),
                    new Magic(0, "5d0000"));

    /** The names that the boot sectors of other file systems have, which end as an MBR does. */
    private static final List<Magic> BOOT_SECTORS =
            List.of(
                    new Magic(54, "464154"), // FAT
                    new Magic(82, "464154"),
                    new Magic(3, "4e544653"), // NTFS
                    new Magic(3, "4558464154")); // EXFAT

    private static final Magic MBR = new Magic(510, "55aa");

    private record Magic(int at, byte[] bytes) {

        Magic(int at, String hex) {
            this(at, HexFormat.of().parseHex(hex));
        }

        boolean isIn(byte[] head) {
            return Head.has(head, at, bytes);
        }
    }

    /** What begins with these bytes. */
    static ImageBegin of(byte[] head) {
        if (isAny(IMAGES, head) || isMbr(head)) {
            return IMAGE;
        }
        return isAny(COMPRESSIONS, head) ? COMPRESSED : OTHER;
    }

    private static boolean isAny(List<Magic> table, byte[] head) {
        return table.stream().anyMatch(magic -> magic.isIn(head));
    }

    /** Whether it has a table of which an entry is used, and each is marked as active or is not. */
    private static boolean isMbr(byte[] head) {
        if (!MBR.isIn(head) || isAny(BOOT_SECTORS, head)) {
            return false;
        }
        boolean isUsed = false;
        for (int at = 446; at < 510; at += 16) {
            if ((head[at] & 0x7f) != 0) {
                return false;
            }
            isUsed |= head[at + 4] != 0;
        }
        return isUsed;
    }
}
