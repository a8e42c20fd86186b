// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** What a partition table says a partition is for: words for the types that people meet. */
final class PartitionType {

    private static final Map<Integer, String> MBR =
            Map.ofEntries(
                    Map.entry(0x01, "FAT12"),
                    Map.entry(0x04, "FAT16"),
                    Map.entry(0x05, "Extended"),
                    Map.entry(0x06, "FAT16"),
                    Map.entry(0x07, "NTFS or exFAT"),
                    Map.entry(0x0b, "FAT32"),
                    Map.entry(0x0c, "FAT32"),
                    Map.entry(0x0e, "FAT16"),
                    Map.entry(0x0f, "Extended"),
                    Map.entry(0x82, "Linux swap"),
                    Map.entry(0x83, "Linux"),
                    Map.entry(0x85, "Linux extended"),
                    Map.entry(0x8e, "Linux LVM"),
                    Map.entry(0xa5, "FreeBSD"),
                    Map.entry(0xa6, "OpenBSD"),
                    Map.entry(0xa9, "NetBSD"),
                    Map.entry(0xda, "Data"),
                    Map.entry(0xee, "GPT protective"),
                    Map.entry(0xef, "EFI System"),
                    Map.entry(0xfd, "Linux RAID"));

    private static final Map<UUID, String> GPT =
            Map.ofEntries(
                    gpt("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI System"),
                    gpt("21686148-6449-6e6f-744e-656564454649", "BIOS boot"),
                    gpt("0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux filesystem"),
                    gpt("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap"),
                    gpt("e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM"),
                    gpt("a19d880f-05fc-4d3b-a006-743f0f84911e", "Linux RAID"),
                    gpt("933ac7e1-2eb4-4f13-b844-0e14e2aef915", "Linux home"),
                    gpt("3b8f8425-20e0-4f3b-907f-1a25a76f98e8", "Linux server data"),
                    gpt("bc13c2ff-59e6-4262-a352-b275fd6f7172", "Linux extended boot"),
                    gpt("44479540-f297-41b2-9af7-d131d5f0458a", "Linux root (x86)"),
                    gpt("4f68bce3-e8cd-4db1-96e7-fbcaf984b709", "Linux root (x86-64)"),
                    gpt("69dad710-2ce4-4e3c-b16c-21a1d49abed3", "Linux root (ARM)"),
                    gpt("b921b045-1df0-41c3-af44-4c6f280d3fae", "Linux root (ARM-64)"),
                    gpt("ca7d7ccb-63ed-4c53-861c-1742536059cc", "LUKS"),
                    gpt("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "Microsoft basic data"),
                    gpt("e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved"),
                    gpt("de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery"),
                    gpt("fe3a2a5d-4f32-41a7-b725-accc3285a309", "ChromeOS kernel"),
                    gpt("3cb8e202-3b7e-47dd-8a3c-7ff2a13cfcec", "ChromeOS root"));

    private PartitionType() {}

    /** Of an entry of an MBR; in hexadecimal digits if it has no name here. */
    static String ofMbr(int type) {
        String name = MBR.get(type);
        return name == null ? "0x" + HexFormat.of().toHexDigits((byte) type) : name;
    }

    /** Of an entry of a GPT; its UUID if it has no name here. */
    static String ofGpt(UUID type) {
        return GPT.getOrDefault(type, type.toString());
    }

    private static Map.Entry<UUID, String> gpt(String type, String name) {
        return Map.entry(UUID.fromString(type), name);
    }
}
