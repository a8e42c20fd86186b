// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.Wrapped;
import ext2cat.disk.Features;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.inspect.Bitmap;
import ext2cat.inspect.GroupParts;
import ext2cat.inspect.MetadataKind;
import ext2cat.inspect.Run;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The groups of a file system as {@code dumpe2fs} prints them. */
final class GroupText implements GroupWalk.Visitor {

    /** Of which both ends are told, even if it has one block. */
    private static final String TABLE = "Inode table";

    private static final int INODE_UNINIT = 1;
    private static final int BLOCK_UNINIT = 2;
    private static final int TABLE_ZEROED = 4;

    private final Volume volume;
    private final GroupLayout layout;
    private final Terminal terminal;
    private final Writer out;
    private final Damage damage;
    private final boolean checked;

    GroupText(Volume volume, Writer out, Terminal terminal, Damage damage) {
        this.volume = volume;
        this.terminal = terminal;
        this.layout = volume.layout();
        this.out = out;
        this.damage = damage;
        Features features = volume.superblock().features();
        this.checked = features.hasGroupChecksums();
    }

    void writeAll() throws IOException {
        GroupWalk.walk(volume, this, this::damage);
    }

    private void damage(Damage.Part part, IOException thrown) throws IOException {
        out.flush();
        damage.lost(part, thrown);
    }

    @Override
    public void group(long group, GroupDescriptor descriptor) throws IOException {
        Run blocks = new Run(layout.firstBlock(group), layout.blocksIn(group));
        out.write("Group %d: (Blocks %d-%d)".formatted(group, blocks.first(), blocks.last()));
        out.write(checked ? checked(descriptor) + "\n" : "\n");
        Map<MetadataKind, Run> parts = new EnumMap<>(MetadataKind.class);
        for (GroupParts.Part part : GroupParts.of(volume, group, descriptor)) {
            parts.put(part.kind(), part.blocks());
        }
        fixed(parts, group);
        placed("Block bitmap", parts.get(MetadataKind.BLOCK_BITMAP), group);
        placed("Inode bitmap", parts.get(MetadataKind.INODE_BITMAP), group);
        placed(TABLE, parts.get(MetadataKind.INODE_TABLE), group);
        out.write(
                "  %d free %s, %d free inodes, %d directories%s\n"
                        .formatted(
                                descriptor.freeBlocks(),
                                volume.superblock().clusterBlocks() > 1 ? "clusters" : "blocks",
                                descriptor.freeInodes(),
                                descriptor.usedDirs(),
                                descriptor.unusedInodes() > 0
                                        ? ", " + descriptor.unusedInodes() + " unused inodes"
                                        : ""));
        free(group, "blocks", () -> Bitmap.ofBlocks(volume, group));
        free(group, "inodes", () -> Bitmap.ofInodes(volume, group));
    }

    /** What the descriptor of a file system has that keeps checksums of descriptors. */
    private static String checked(GroupDescriptor descriptor) {
        List<String> flags = new ArrayList<>();
        if ((descriptor.flags() & INODE_UNINIT) != 0) {
            flags.add("INODE_UNINIT");
        }
        if ((descriptor.flags() & BLOCK_UNINIT) != 0) {
            flags.add("BLOCK_UNINIT");
        }
        if ((descriptor.flags() & TABLE_ZEROED) != 0) {
            flags.add("ITABLE_ZEROED");
        }
        return " csum 0x%04x".formatted(descriptor.checksum())
                + (flags.isEmpty() ? "" : " [" + String.join(", ", flags) + "]");
    }

    /** The superblock and the descriptors, of which a group may have none. */
    private void fixed(Map<MetadataKind, Run> parts, long group) throws IOException {
        boolean one = isOfMetaGroup(group);
        List<String> texts = new ArrayList<>();
        single("Primary superblock", parts.get(MetadataKind.SUPERBLOCK), texts);
        single("Backup superblock", parts.get(MetadataKind.BACKUP_SUPERBLOCK), texts);
        descriptors(one, parts.get(MetadataKind.GROUP_DESCRIPTORS), texts);
        descriptors(one, parts.get(MetadataKind.BACKUP_DESCRIPTORS), texts);
        if (!texts.isEmpty()) {
            out.write("  " + String.join(", ", texts) + "\n");
        }
        Run reserved = parts.get(MetadataKind.RESERVED_DESCRIPTORS);
        if (reserved != null) {
            out.write(
                    "  Reserved GDT blocks at %d-%d\n"
                            .formatted(reserved.first(), reserved.last()));
        }
    }

    private static void single(String what, Run at, List<String> into) {
        if (at != null) {
            into.add(what + " at " + at.first());
        }
    }

    private static void descriptors(boolean one, Run at, List<String> into) {
        if (at != null) {
            into.add(
                    one
                            ? "Group descriptor at " + at.first()
                            : "Group descriptors at %d-%d".formatted(at.first(), at.last()));
        }
    }

    /** Whether its descriptors lie where meta_bg puts them, one block of them. */
    private boolean isOfMetaGroup(long group) {
        Superblock superblock = volume.superblock();
        return superblock.features().has(IncompatFeature.META_BG)
                && group / layout.descriptorsPerBlock() >= superblock.firstMetaBlockGroup();
    }

    /** A part that may lie in another group, as with flex_bg. */
    private void placed(String what, Run at, long group) throws IOException {
        Run home = new Run(layout.firstBlock(group), layout.blocksIn(group));
        String where = "";
        if (home.contains(at.first())) {
            where = " (+%d)".formatted(at.first() - home.first());
        } else if (volume.blockRange().contains(at.first(), 1)) {
            long other = layout.groupOfBlock(at.first());
            where = " (bg #%d + %d)".formatted(other, at.first() - layout.firstBlock(other));
        }
        String blocks = what.equals(TABLE) ? at.first() + "-" + at.last() : at.toString();
        out.write("  %s at %s%s\n".formatted(what, blocks, where));
    }

    /** Reads a bitmap. */
    private interface Reading {
        Bitmap read() throws IOException;
    }

    private void free(long group, String what, Reading bitmap) throws IOException {
        try {
            String runs =
                    bitmap.read().freeRuns().stream()
                            .map(Run::toString)
                            .collect(Collectors.joining(", "));
            out.write(Wrapped.line(terminal, "  Free " + what + ": ", 4, runs));
        } catch (IOException e) {
            out.flush();
            damage.lost(new Damage.Groups(group, group), e);
        }
    }
}
