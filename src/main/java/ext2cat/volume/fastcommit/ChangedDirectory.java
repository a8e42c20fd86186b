// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.dirent.DirentBlock;
import ext2cat.disk.dirent.EntryBlock;
import ext2cat.disk.xattr.InlineData;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directory as the fast commits leave it. It is read once, for the names that they mention.
 *
 * <p>Linux puts a name where the hash tree says. Here a directory that gets a name has no hash tree
 * any more: a name lies in any block with room, and readers go through all of them anyway.
 */
final class ChangedDirectory {

    private final Volume volume;
    private final ChangedBlocks blocks;
    private final ChangedInode inode;

    /** In which block of the directory a name is, of those that are asked for. */
    private final Map<FileName, Long> places = new HashMap<>();

    /** Nodes of the hash tree. */
    private final List<Long> nodes = new ArrayList<>();

    /** The block in which there may be room. */
    private long roomy;

    private long count;

    /**
     * A directory.
     *
     * @param mentioned the names that are asked for
     */
    ChangedDirectory(
            Volume volume, ChangedBlocks blocks, ChangedInode inode, Set<FileName> mentioned)
            throws IOException {
        this.volume = volume;
        this.blocks = blocks;
        this.inode = inode;
        if (inode.has(InodeFlag.INLINE_DATA)) {
            leaveInode();
        }
        this.count = Math.ceilDiv(inode.sizeBytes(), volume.blockSizeBytes());
        this.roomy = -1;
        for (BlockRuns.Run run : inode.runs().merged()) {
            for (long at = run.fileBlock(); at < Math.min(run.end(), count); at++) {
                if (!run.unwritten()) {
                    look(at, mentioned);
                }
            }
        }
    }

    /** {@return the number of the file that has a name, 0 if none has} */
    long find(FileName name) throws IOException {
        Long place = places.get(name);
        return place == null ? 0 : block(place).find(name);
    }

    /** Takes a name away that is there. */
    void remove(FileName name) throws IOException {
        long place = places.remove(name);
        EntryBlock block = block(place);
        block.remove(name);
        write(place, block);
    }

    /** Gives a file a name that is not there. */
    void insert(FileName name, ChangedInode file) throws IOException {
        int type = typeByte(file.type());
        loseHashTree();
        for (long at : new long[] {roomy, count - 1}) {
            if (at >= 0 && inode.runs().diskBlock(at) != 0) {
                EntryBlock block = block(at);
                if (block.insert(name, file.number(), type)) {
                    write(at, block);
                    places.put(name, at);
                    return;
                }
            }
        }
        EntryBlock block = append();
        block.insert(name, file.number(), type);
        write(count - 1, block);
        places.put(name, count - 1);
    }

    /** Gives a new directory its first block (ext4_init_new_dir). */
    static void init(Volume volume, ChangedBlocks blocks, ChangedInode inode, long parent)
            throws IOException {
        inode.clearMap();
        inode.setSizeBytes(0);
        ChangedDirectory directory = new ChangedDirectory(volume, blocks, inode, Set.of());
        EntryBlock block = directory.append();
        int type = directory.typeByte(FileType.DIRECTORY);
        block.insert(FileName.DOT, inode.number(), type);
        block.insert(FileName.DOT_DOT, parent, type);
        directory.write(0, block);
    }

    private int typeByte(FileType type) {
        return volume.superblock().features().has(IncompatFeature.FILETYPE)
                ? type.direntValue()
                : 0;
    }

    private void look(long fileBlock, Set<FileName> mentioned) throws IOException {
        byte[] bytes = blocks.read(inode.runs().diskBlock(fileBlock));
        if (fileBlock > 0 && new EntryBlock(bytes, 0).isUnusedWhole()) {
            nodes.add(fileBlock);
        }
        DirentBlock entries = new DirentBlock();
        entries.start(MemorySegment.ofArray(bytes));
        while (entries.next()) {
            if (entries.inode() != 0 && mentioned.contains(entries.name())) {
                places.putIfAbsent(entries.name(), fileBlock);
            }
            if (roomy < 0 && entries.recLen() > volume.blockSizeBytes() / 2) {
                roomy = fileBlock;
            }
        }
    }

    /** A linear reader takes its nodes for unused entries, which must leave room for checksums. */
    private void loseHashTree() throws IOException {
        if (!inode.has(InodeFlag.INDEX)) {
            return;
        }
        inode.set(InodeFlag.INDEX, false);
        if (blocks.checksums().directoryTailBytes() > 0) {
            EntryBlock root = block(0);
            root.cutTail();
            write(0, root);
            for (long node : nodes) {
                EntryBlock unused = block(node);
                unused.clear();
                write(node, unused);
            }
        }
    }

    /** What the inode holds is put into a block. */
    private void leaveInode() throws IOException {
        InlineData data = InlineData.of(inode.disk());
        boolean typed = volume.superblock().features().has(IncompatFeature.FILETYPE);
        inode.clearMap();
        inode.setSizeBytes(0);
        EntryBlock block = append();
        for (byte[] part : List.of(data.firstEntries(typed), data.otherEntries())) {
            DirentBlock entries = new DirentBlock();
            entries.start(MemorySegment.ofArray(part));
            while (entries.next()) {
                if (entries.inode() != 0
                        && !block.insert(entries.name(), entries.inode(), entries.typeByte())) {
                    throw new CorruptImageException(
                            "directory inode %d: its names do not fit into a block"
                                    .formatted(inode.number()));
                }
            }
        }
        write(0, block);
    }

    private EntryBlock append() throws IOException {
        count = inode.sizeBytes() / volume.blockSizeBytes();
        long disk = blocks.free();
        inode.runsToChange().put(new BlockRuns.Run(count, disk, 1, false));
        inode.addBlocks(volume.superblock().clusterBlocks());
        count++;
        inode.setSizeBytes(count * volume.blockSizeBytes());
        EntryBlock block =
                new EntryBlock(
                        new byte[volume.blockSizeBytes()], blocks.checksums().directoryTailBytes());
        block.clear();
        return block;
    }

    private EntryBlock block(long fileBlock) throws IOException {
        return new EntryBlock(
                blocks.read(inode.runs().diskBlock(fileBlock)),
                blocks.checksums().directoryTailBytes());
    }

    private void write(long fileBlock, EntryBlock block) throws IOException {
        blocks.checksums().directoryBlock(inode.number(), inode.generation(), block.bytes());
        blocks.write(inode.runs().diskBlock(fileBlock), block.bytes());
    }
}
