// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.text.Ink;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.Times;
import ext2cat.cli.text.XattrText;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.disk.record.EncryptionContext;
import ext2cat.disk.record.LinuxStat;
import ext2cat.disk.record.VerityDescriptor;
import ext2cat.inspect.ContentsForm;
import ext2cat.inspect.MapSummary;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An inode for people to read, laid out as stat(1) does. */
final class InodeText {

    private static final String LABEL = "%11s: ";
    private static final String UNDER = " ".repeat(13);

    private final Writer out;
    private final Terminal terminal;
    private final Times times;
    private final Owners users;
    private final Owners groups;

    InodeText(Writer out, Terminal terminal, Times times, Owners users, Owners groups) {
        this.out = out;
        this.terminal = terminal;
        this.times = times;
        this.users = users;
        this.groups = groups;
    }

    /**
     * Writes an inode.
     *
     * @param shown what it is called
     * @param paths where it can be found, if they were looked for
     */
    void write(InodeFacts facts, String shown, Optional<List<TreePath>> paths) throws IOException {
        Inode inode = facts.inode();
        DiskInode disk = inode.disk();
        line("File", name(facts, shown));
        line(
                "Size",
                "%-15s Blocks: %-10d IO Block: %-6d %s"
                        .formatted(
                                Long.toUnsignedString(new LinuxStat(disk).sizeBytes()),
                                new LinuxStat(disk).sectors(),
                                inode.volume().blockSizeBytes(),
                                inode.type().label()));
        line(
                "Inode",
                "%-15d Links: %-11d State: %s%s"
                        .formatted(
                                inode.number(),
                                disk.links(),
                                facts.state(),
                                facts.role().map(role -> " (" + role + ")").orElse("")));
        if (isDevice(inode.type())) {
            line("Device", disk.deviceNumber().toString());
        }
        line(
                "Access",
                "(%04o/%s)  Uid: (%s)  Gid: (%s)"
                        .formatted(
                                disk.permissions(),
                                disk.fileMode(),
                                account(disk.uid(), users.name(disk.uid())),
                                account(disk.gid(), groups.name(disk.gid()))));
        writeTimes(disk);
        if (facts.isOrphan() && disk.deletionSeconds() != 0) {
            line("Next orphan", "inode " + disk.deletionSeconds());
        } else if (disk.deletionSeconds() != 0) {
            line("Deleted", times.full(Instant.ofEpochSecond(disk.deletionSeconds())));
        }
        writeFields(disk);
        if (facts.map().isPresent()) {
            line("Map", map(facts.map().get(), inode.volume().superblock().clusterBlocks()));
        }
        if (facts.encryption().isPresent()) {
            write(facts.encryption().get());
        }
        if (facts.verity().isPresent()) {
            write(facts.verity().get());
        }
        for (Xattr xattr : facts.xattrs()) {
            if (facts.encryption().isEmpty() || !EncryptionContext.isOne(xattr)) {
                write(xattr);
            }
        }
        if (paths.isPresent()) {
            write(paths.get());
        }
        out.write('\n');
    }

    private String name(InodeFacts facts, String shown) {
        return Ink.HEADING.on(terminal, shown)
                + facts.target().map(target -> " -> " + target).orElse("");
    }

    private static boolean isDevice(FileType type) {
        return type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE;
    }

    private static String account(long id, Optional<String> name) {
        return name.map(known -> id + "/" + known).orElse(Long.toString(id));
    }

    private void writeTimes(DiskInode disk) throws IOException {
        line("Accessed", times.full(disk.times().of(InodeTime.ATIME)));
        line("Modified", times.full(disk.times().of(InodeTime.MTIME)));
        line("Changed", times.full(disk.times().of(InodeTime.CTIME)));
        if (disk.times().stored(InodeTime.CRTIME).isPresent()) {
            line("Born", times.full(disk.times().stored(InodeTime.CRTIME).get()));
        }
    }

    private void writeFields(DiskInode disk) throws IOException {
        String names =
                InodeFlag.in(disk.flagBits()).stream()
                        .map(InodeFlag::label)
                        .collect(Collectors.joining(", "));
        line(
                "Flags",
                "%s (0x%x%s)"
                        .formatted(
                                InodeFlag.letters(disk.flagBits()),
                                disk.flagBits(),
                                names.isEmpty() ? "" : ": " + names));
        line(
                "Generation",
                "%-15d Version: %-9d Extra size: %d%s"
                        .formatted(
                                disk.generation(),
                                disk.version(),
                                disk.storedExtraSizeBytes(),
                                disk.projectId().map(id -> "   Project: " + id).orElse("")));
        if (disk.fileAclBlock() != 0) {
            line("File ACL", "block " + disk.fileAclBlock());
        }
        if (disk.hurdTranslatorBlock() != 0) {
            line("Translator", "block " + disk.hurdTranslatorBlock());
        }
    }

    private static String map(MapSummary map, int clusterBlocks) {
        if (map.form() == ContentsForm.INLINE_DATA) {
            return "no blocks, the inode itself holds the contents";
        }
        if (map.allBlocks() == 0 && map.damages() == 0) {
            return map.holes() == 0 ? "no blocks" : "no blocks, all is a hole";
        }
        StringBuilder text = new StringBuilder();
        text.append(Shown.count(map.dataBlocks(), "block")).append(" in ");
        text.append(Shown.count(map.runs(), "run"));
        append(text, map.unwrittenBlocks(), "unwritten block");
        if (map.form() == ContentsForm.EXTENTS) {
            append(text, map.mapBlocks(1), "extent leaf block");
            append(text, map.metadataBlocks() - map.mapBlocks(1), "extent index block");
        } else {
            append(text, map.mapBlocks(1), "single indirect block");
            append(text, map.mapBlocks(2), "double indirect block");
            append(text, map.mapBlocks(3), "triple indirect block");
        }
        append(text, map.holes(), "hole");
        if (map.holes() > 0) {
            text.append(" of ").append(Shown.count(map.holeBlocks(), "block"));
        }
        if (map.blocksAfterEnd() > 0) {
            text.append(", ").append(map.blocksAfterEnd()).append(" beyond the end");
        }
        if (clusterBlocks > 1) {
            append(text, map.clusters(), "cluster");
        }
        append(text, map.damages(), "damaged place");
        return text.toString();
    }

    private static void append(StringBuilder text, long number, String noun) {
        if (number > 0) {
            text.append(", ").append(Shown.count(number, noun));
        }
    }

    private void write(EncryptionContext context) throws IOException {
        String flags =
                context.flagLabels().stream()
                        .map(label -> ", " + label)
                        .collect(Collectors.joining());
        line(
                "Encryption",
                "policy v%d, contents %s, names %s, padded to %d bytes%s"
                        .formatted(
                                context.version(),
                                context.contentsCipher(),
                                context.namesCipher(),
                                context.paddingBytes(),
                                flags));
        String key = context.version() == 1 ? "master key descriptor " : "master key identifier ";
        out.write(UNDER + key + HexFormat.of().formatHex(context.masterKey()) + "\n");
        out.write(UNDER + "nonce " + HexFormat.of().formatHex(context.nonce()) + "\n");
    }

    private void write(VerityDescriptor verity) throws IOException {
        line(
                "Verity",
                "%s:%s"
                        .formatted(
                                verity.hash().label(), HexFormat.of().formatHex(verity.digest())));
        out.write(UNDER + "root hash " + HexFormat.of().formatHex(verity.rootHash()) + "\n");
        String salt =
                verity.salt().length == 0
                        ? "no salt"
                        : "salt " + HexFormat.of().formatHex(verity.salt());
        String signature =
                verity.signatureBytes() == 0
                        ? "no signature"
                        : "a signature of " + Shown.count(verity.signatureBytes(), "byte");
        out.write(
                UNDER
                        + "%s, blocks of %d bytes, %s, %s\n"
                                .formatted(
                                        Long.toUnsignedString(verity.dataSizeBytes()) + " bytes",
                                        verity.blockSizeBytes(),
                                        salt,
                                        signature));
    }

    private void write(Xattr xattr) throws IOException {
        List<String> decoded = XattrText.decoded(xattr);
        String name = xattr.fullName();
        if (decoded.isEmpty()) {
            line("Xattr", name + "=" + XattrText.value(xattr));
        } else if (decoded.size() == 1) {
            line("Xattr", name + ": " + decoded.getFirst());
        } else {
            line("Xattr", name + ":");
            for (String entry : decoded) {
                out.write(UNDER + "  " + entry + "\n");
            }
        }
    }

    private void write(List<TreePath> paths) throws IOException {
        if (paths.isEmpty()) {
            line("Paths", "none");
        }
        for (int i = 0; i < paths.size(); i++) {
            if (i == 0) {
                line("Paths", paths.get(i).toString());
            } else {
                out.write(UNDER + paths.get(i) + "\n");
            }
        }
    }

    private void line(String label, String text) throws IOException {
        out.write(LABEL.formatted(label));
        out.write(text.stripTrailing());
        out.write('\n');
    }
}
