// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.Times;
import ext2cat.cli.text.Wrapped;
import ext2cat.cli.text.XattrText;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Superblock;
import ext2cat.disk.Xattr;
import ext2cat.disk.xattr.XattrReader;
import ext2cat.inspect.Bitmap;
import ext2cat.inspect.BlockOwner;
import ext2cat.inspect.DeletedInodes;
import ext2cat.inspect.DirectorySlots;
import ext2cat.inspect.GroupParts;
import ext2cat.inspect.MetadataKind;
import ext2cat.inspect.Run;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.InodeScan;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a block holds, as its first owner would read it. File contents are not shown. */
final class BlockListing {

    private static final int SUPERBLOCK_POSITION_BYTES = 1024;

    private final Volume volume;
    private final Writer out;
    private final Terminal terminal;
    private final Times times;
    private final Damage damage;

    BlockListing(Volume volume, Writer out, Terminal terminal, Times times, Damage damage) {
        this.volume = volume;
        this.out = out;
        this.terminal = terminal;
        this.times = times;
        this.damage = damage;
    }

    void write(BlockFacts block, MemorySegment bytes) throws IOException {
        for (BlockOwner owner : block.owners().kept()) {
            switch (owner) {
                case BlockOwner.Metadata metadata -> {
                    metadata(block.number(), metadata.part(), bytes);
                    // The room for descriptors belongs to an inode, of which it is a table.
                    if (metadata.part().kind() != MetadataKind.RESERVED_DESCRIPTORS) {
                        return;
                    }
                }
                case BlockOwner.Contents contents -> {
                    contents(contents, bytes);
                    return;
                }
                case BlockOwner.Table table -> {
                    if (table.use().text().endsWith("IND")) {
                        pointers(table, bytes);
                    } else {
                        ExtentNodeText.write(bytes, out);
                    }
                    return;
                }
                case BlockOwner.Own own -> {
                    switch (own.kind()) {
                        case ATTRIBUTES -> attributes(block.number(), own.inode(), bytes);
                        case TRANSLATOR -> translator(bytes);
                    }
                    return;
                }
            }
        }
    }

    private void metadata(long number, GroupParts.Part part, MemorySegment bytes)
            throws IOException {
        long index = number - part.blocks().first();
        switch (part.kind()) {
            case SUPERBLOCK -> superblock(bytes, number == 0 ? SUPERBLOCK_POSITION_BYTES : 0);
            case BACKUP_SUPERBLOCK -> superblock(bytes, 0);
            case GROUP_DESCRIPTORS, BACKUP_DESCRIPTORS -> descriptors(part.group(), index, bytes);
            case BLOCK_BITMAP ->
                    bitmap(
                            new Bitmap(
                                    bytes,
                                    volume.layout().firstBlock(part.group()),
                                    volume.layout().blocksIn(part.group())));
            case INODE_BITMAP -> {
                long perGroup = volume.layout().inodesPerGroup();
                bitmap(new Bitmap(bytes, volume.layout().firstInode(part.group()), perGroup));
            }
            case INODE_TABLE -> inodes(part.group(), index);
            case BOOT_BLOCK, RESERVED_DESCRIPTORS, MULTIPLE_MOUNT_PROTECTION -> {
                // Nothing that has a form.
            }
        }
    }

    private void superblock(MemorySegment bytes, long offsetBytes) throws IOException {
        Superblock superblock = Superblock.decode(bytes.asSlice(offsetBytes), "superblock");
        for (InfoField field :
                InfoFields.of(superblock, Optional.empty(), Optional.empty(), times)) {
            out.write("  %-25s %s\n".formatted(field.label() + ":", field.text()));
        }
    }

    private void descriptors(long partGroup, long index, MemorySegment bytes) throws IOException {
        GroupLayout layout = volume.layout();
        int perBlock = layout.descriptorsPerBlock();
        boolean moved = layout.descriptorBlocksIn(partGroup) == 1 && partGroup >= perBlock;
        long first = (moved ? partGroup / perBlock : index) * perBlock;
        int size = volume.superblock().descriptorSizeBytes();
        out.write("     group  block map  inode map  inode table    free blocks  inodes  dirs\n");
        for (long group = first;
                group < Math.min(first + perBlock, layout.groupsCount());
                group++) {
            GroupDescriptor descriptor =
                    GroupDescriptor.decode(bytes, layout.descriptorOffsetBytes(group), size);
            out.write(
                    "  %8d %10s %10s %12s %14d %7d %5d\n"
                            .formatted(
                                    group,
                                    Long.toUnsignedString(descriptor.blockBitmap()),
                                    Long.toUnsignedString(descriptor.inodeBitmap()),
                                    Long.toUnsignedString(descriptor.inodeTable()),
                                    descriptor.freeBlocks() * volume.superblock().clusterBlocks(),
                                    descriptor.freeInodes(),
                                    descriptor.usedDirs()));
        }
    }

    private void bitmap(Bitmap bitmap) throws IOException {
        out.write(Wrapped.line(terminal, "  used: ", 8, ranges(bitmap.runs(true))));
        out.write(Wrapped.line(terminal, "  free: ", 8, ranges(bitmap.runs(false))));
    }

    private static String ranges(List<Run> runs) {
        return runs.isEmpty()
                ? "none"
                : runs.stream().map(Run::toString).collect(Collectors.joining(", "));
    }

    private void inodes(long group, long index) throws IOException {
        GroupLayout layout = volume.layout();
        long first = layout.firstInode(group) + index * layout.inodesPerBlock();
        long last = Math.min(first + layout.inodesPerBlock(), layout.firstInode(group + 1)) - 1;
        InodeLines lines = new InodeLines();
        InodeScan.scan(
                volume,
                first,
                last,
                lines,
                (part, thrown) -> {
                    lines.endFree();
                    damage.lost(part, thrown);
                });
        lines.endFree();
    }

    /** A line for each inode, and one for those that were never used and follow each other. */
    private final class InodeLines implements InodeScan.Visitor {

        private long firstFree;
        private long lastFree;

        @Override
        public void inode(Inode inode) throws IOException {
            DiskInode disk = inode.disk();
            if (disk.mode() == 0 && disk.links() == 0 && disk.deletionSeconds() == 0) {
                firstFree = firstFree == 0 ? disk.number() : firstFree;
                lastFree = disk.number();
            } else {
                endFree();
                out.write(line(disk));
            }
        }

        void endFree() throws IOException {
            if (firstFree > 0) {
                Run free = new Run(firstFree, lastFree - firstFree + 1);
                out.write("  %8s free\n".formatted(free));
                firstFree = 0;
            }
        }
    }

    private String line(DiskInode disk) {
        return "  %8d %s %3d %5d %5d %10s %s%s\n"
                .formatted(
                        disk.number(),
                        disk.fileMode(),
                        disk.links(),
                        disk.uid(),
                        disk.gid(),
                        Long.toUnsignedString(disk.sizeBytes()),
                        times.seconds(disk.times().of(InodeTime.MTIME)),
                        DeletedInodes.isDeleted(disk) ? " deleted" : "");
    }

    private void contents(BlockOwner.Contents owner, MemorySegment bytes) throws IOException {
        if (volume.peek(owner.inode()).disk().fileType() != FileType.DIRECTORY) {
            return;
        }
        List<DirectorySlots.Slot> slots =
                DirectorySlots.of(
                        bytes, volume.superblock(), owner.inode(), owner.fileBlock(), damage);
        for (DirectorySlots.Slot slot : slots) {
            out.write(
                    "  0x%04x inode %d, rec_len %d, %s, %s%s\n"
                            .formatted(
                                    slot.offsetBytes(),
                                    slot.dirent().inode(),
                                    slot.recLen(),
                                    slot.dirent().fileType().label(),
                                    slot.dirent().name().length() == 0
                                            ? "no name"
                                            : slot.dirent().name(),
                                    state(slot.state())));
        }
    }

    private static String state(DirectorySlots.State state) {
        return switch (state) {
            case LIVE -> "";
            case UNUSED -> " (unused)";
            case DELETED -> " (deleted)";
        };
    }

    private void pointers(BlockOwner.Table table, MemorySegment bytes) throws IOException {
        IntBuffer pointers = bytes.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        int pointerBits = volume.blockBits() - 2;
        long covered = 1L << (table.use().level() - 1) * pointerBits;
        for (int i = 0; i < pointers.limit(); ) {
            long first = Integer.toUnsignedLong(pointers.get(i));
            int count = 1;
            while (i + count < pointers.limit()
                    && Integer.toUnsignedLong(pointers.get(i + count))
                            == (first == 0 ? 0 : first + count)) {
                count++;
            }
            Run files = new Run(table.fileBlock() + i * covered, count * covered);
            String where = first == 0 ? "hole" : new Run(first, count).toString();
            out.write("  file blocks %s: %s\n".formatted(files, where));
            i += count;
        }
    }

    private void attributes(long number, long inode, MemorySegment bytes) throws IOException {
        for (Xattr xattr : XattrReader.inBlock(bytes, number, inode, Xattrs.valuesOf(volume))) {
            List<String> decoded = XattrText.decoded(xattr);
            out.write(
                    "  %s=%s\n"
                            .formatted(
                                    xattr.fullName(),
                                    decoded.isEmpty()
                                            ? XattrText.value(xattr)
                                            : String.join(",", decoded)));
        }
    }

    /** How many bytes it has, then words that end with a NUL each. */
    private void translator(MemorySegment bytes) throws IOException {
        ShortBuffer head = bytes.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        long length = Math.min(Short.toUnsignedInt(head.get(0)), bytes.byteSize() - Short.BYTES);
        String words =
                new String(
                        bytes.asSlice(Short.BYTES, length).toArray(ValueLayout.JAVA_BYTE),
                        StandardCharsets.ISO_8859_1);
        for (String word : words.split("\0")) {
            out.write("  " + FileName.of(word.getBytes(StandardCharsets.ISO_8859_1)) + "\n");
        }
    }
}
