// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static ext2cat.image.Signature.hex;
import static ext2cat.image.Signature.text;

import ext2cat.device.BlockDevice;
import ext2cat.image.partition.Partitioning;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Tells what a file is that is no image of ext2, ext3 or ext4, so that the user knows what to do
 * with it: a line a format. A library that knows all formats (Tika, libmagic) would weigh more than
 * this program.
 */
final class Signatures {

    private static final String UNPACK = "unpack it first";
    private static final String CONVERT = "convert it with 'qemu-img convert -O raw'";
    private static final String EXPAND = "expand it first";
    private static final String NONE = "";
    private static final String RAID = "a member of a Linux RAID";
    private static final String ASSEMBLE =
            "assemble it with mdadm, or skip to where its data begins";
    private static final String ACTIVATE = "open the volumes inside, after vgchange -ay";

    private static final String RAID_MAGIC = "fc4e2ba9";

    /** The first that fits is the answer, so what is sure stands before what is likely. */
    private static final List<Signature> TABLE =
            List.of(
                    // What an image is packed in.
                    text("an Android boot image", "unpack it with unpack_bootimg", 0, "ANDROID!"),
                    hex("a U-Boot image", "take its data out with dumpimage", 0, "27051956"),
                    hex(
                            "a device tree or a FIT image",
                            "take an image out of a FIT with dumpimage",
                            0,
                            "d00dfeed"),
                    hex("an empty zip archive", NONE, 0, "504b0506"),
                    hex("a 7z archive", UNPACK, 0, "377abcaf271c"),
                    hex("a RAR archive", UNPACK, 0, "526172211a07"),
                    text("a cpio archive", UNPACK, 0, "070701"),
                    text("a cpio archive", UNPACK, 0, "070702"),
                    text("a cpio archive", UNPACK, 0, "070707"),
                    hex("a cpio archive", UNPACK, 0, "c771"),
                    hex("a cpio archive", UNPACK, 0, "71c7"),
                    text("an ar archive or a Debian package", UNPACK, 0, "!<arch>\n"),
                    hex("an RPM package", UNPACK, 0, "edabeedb"),
                    hex("data of compress", EXPAND, 0, "1f9d"),
                    text("data of lzip", EXPAND, 0, "LZIP"),
                    hex("data of lzop", EXPAND, 0, "894c5a4f000d0a1a0a"),
                    // Disks of virtual machines and evidence.
                    hex(
                            "a logical evidence file (L01), which has files and no disk",
                            NONE,
                            0,
                            "4c5646090d0aff00"),
                    text("an AFF evidence file", "convert it with affconvert -r", 0, "AFF10"),
                    // What lies between a disk and a file system.
                    hex(
                            "an encrypted LUKS volume",
                            "open it with cryptsetup, and read what that maps",
                            0,
                            "4c554b53babe"),
                    text("an LVM2 physical volume", ACTIVATE, 512, "LABELONE"),
                    text("an LVM2 physical volume", ACTIVATE, 0, "LABELONE"),
                    hex(RAID, ASSEMBLE, 4096, RAID_MAGIC),
                    hex(RAID, ASSEMBLE, 0, RAID_MAGIC),
                    text("swap space", NONE, 4086, "SWAPSPACE2"),
                    text("swap space", NONE, 4086, "SWAP-SPACE"),
                    // Other file systems.
                    text("a squashfs file system", "unpack it with unsquashfs", 0, "hsqs"),
                    text("a squashfs file system", "unpack it with unsquashfs", 0, "sqsh"),
                    text("an ISO 9660 file system", NONE, 32769, "CD001"),
                    text("a UDF file system", NONE, 32769, "BEA01"),
                    text("an NTFS file system", NONE, 3, "NTFS    "),
                    text("an exFAT file system", NONE, 3, "EXFAT   "),
                    text("a FAT file system", NONE, 54, "FAT12   "),
                    text("a FAT file system", NONE, 54, "FAT16   "),
                    text("a FAT file system", NONE, 82, "FAT32   "),
                    text("an XFS file system", NONE, 0, "XFSB"),
                    text("a btrfs file system", NONE, 0x10040, "_BHRfS_M"),
                    hex("an F2FS file system", NONE, 1024, "1020f5f2"),
                    hex("an EROFS file system", NONE, 1024, "e2e1f5e0"),
                    text("a reiserfs file system", NONE, 65588, "ReIsEr"),
                    text("an HFS+ file system", NONE, 1024, "H+\0"),
                    text("an APFS container", NONE, 32, "NXSB"),
                    hex("a cramfs file system", NONE, 0, "453dcd28"),
                    hex("a cramfs file system", NONE, 0, "28cd3d45"),
                    text("a romfs file system", NONE, 0, "-rom1fs-"),
                    hex("a JFFS2 file system", NONE, 0, "85190320"),
                    hex("a JFFS2 file system", NONE, 0, "851901e0"),
                    hex("a JFFS2 file system", NONE, 0, "851902e0"),
                    hex("a JFFS2 file system", NONE, 0, "19852003"),
                    hex("a JFFS2 file system", NONE, 0, "1985e001"),
                    hex("a JFFS2 file system", NONE, 0, "1985e002"),
                    text("a UBI volume", "take its volumes out with ubireader", 0, "UBI#"),
                    hex("a UBIFS file system", NONE, 0, "31181006"),
                    // What is often named by mistake.
                    hex("an ELF program or library", NONE, 0, "7f454c46"),
                    text("a PDF document", NONE, 0, "%PDF-"),
                    hex("a PNG picture", NONE, 0, "89504e470d0a1a0a"),
                    hex("a JPEG picture", NONE, 0, "ffd8ff"),
                    text("a program for Windows", NONE, 0, "MZ"),
                    // The magic number 0xef53 of a superblock, as a 16-bit ROM reader may write it.
                    hex(
                            "an image of ext2, ext3 or ext4 with each pair of bytes swapped",
                            "swap them back with dd conv=swab",
                            1080,
                            "ef53"));

    private Signatures() {}

    /** See {@link ImageOpener#recognise}. */
    static Optional<String> what(BlockDevice device) throws IOException {
        return of(device).map(Signature::what);
    }

    /** See {@link ImageOpener#describe}. */
    static Optional<String> sentence(BlockDevice device) throws IOException {
        Optional<Signature> signature = of(device);
        if (signature.isPresent()) {
            return Optional.of("it is " + signature.get().sentence());
        }
        Optional<Partitioning> disk = Partitioning.of(device);
        return disk.isPresent()
                ? Optional.of("it is " + disk.get().sentence())
                : Filling.sentence(device);
    }

    private static Optional<Signature> of(BlockDevice device) throws IOException {
        for (Signature signature : TABLE) {
            if (signature.isOf(device)) {
                return Optional.of(signature);
            }
        }
        return raidFromTheEnd(device.sizeBytes(), device);
    }

    /**
     * The superblock of a RAID whose place is counted from the end: of version 0.90, 64 to 128 KiB
     * before it, at a multiple of 64 KiB; of 1.0, 8 to 12 KiB before it, at a multiple of 4 KiB.
     */
    private static Optional<Signature> raidFromTheEnd(long sizeBytes, BlockDevice device)
            throws IOException {
        for (long at :
                new long[] {(sizeBytes & -0x10000) - 0x10000, sizeBytes - 0x2000 & -0x1000}) {
            Signature signature = hex(RAID, ASSEMBLE, at, RAID_MAGIC);
            if (at >= 0 && signature.isOf(device)) {
                return Optional.of(signature);
            }
        }
        return Optional.empty();
    }
}
