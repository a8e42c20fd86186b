// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.bio.BlockUse;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Times;
import ext2cat.inspect.Bitmap;
import ext2cat.inspect.BlockOwner;
import ext2cat.inspect.BlockUses;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.PathsOf;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what is at some blocks. One that fails is said and the next one is shown all the same. */
final class Block {

    private final Session session;
    private final Image source;
    private final Times times;

    Block(Session session, Image source, Times times) {
        this.session = session;
        this.source = source;
        this.times = times;
    }

    /**
     * Tells people.
     *
     * @param hex whether the bytes are shown, instead of what they mean
     */
    ExitCode writeText(List<Long> numbers, boolean withPaths, boolean hex) {
        return session.run(source, volume -> writeText(volume, numbers, withPaths, hex));
    }

    /** Tells people of blocks of an open file system. */
    void writeText(Volume volume, List<Long> numbers, boolean withPaths, boolean hex)
            throws IOException {
        List<BlockFacts> blocks = facts(volume, numbers);
        BlockText text =
                new BlockText(
                        volume.superblock(), session.textOut(), paths(volume, blocks, withPaths));
        for (BlockFacts block : blocks) {
            text.write(block);
            try (DamageReport damage = damage(block.number())) {
                MemorySegment bytes = read(volume, block.number());
                if (hex) {
                    HexDump.write(bytes, text.out());
                } else {
                    new BlockListing(volume, text.out(), session.terminal(), times, damage)
                            .write(block, bytes);
                }
            } catch (IOException e) {
                text.out().flush();
                session.reportPart(e, shown(block.number()));
            }
            text.out().write('\n');
        }
        text.out().flush();
    }

    /** Tells programs. */
    ExitCode writeJson(List<Long> numbers, boolean withPaths) {
        return session.run(
                source,
                volume -> {
                    List<BlockFacts> blocks = facts(volume, numbers);
                    Map<Long, List<TreePath>> paths = paths(volume, blocks, withPaths);
                    Json.write(session.textOut(), json -> new BlockJson(json, paths).write(blocks));
                });
    }

    /** Writes the bytes. */
    ExitCode writeRaw(List<Long> numbers) {
        return session.run(source, volume -> writeRaw(volume, numbers));
    }

    /** Writes the bytes of blocks of an open file system. */
    void writeRaw(Volume volume, List<Long> numbers) throws IOException {
        OutputStream out = session.bytesOut();
        for (long number : numbers) {
            try {
                verify(volume, number);
                out.write(read(volume, number).toArray(ValueLayout.JAVA_BYTE));
            } catch (IOException e) {
                session.reportPart(e, shown(number));
            }
        }
    }

    private List<BlockFacts> facts(Volume volume, List<Long> numbers) throws IOException {
        List<Long> there = new ArrayList<>();
        for (long number : numbers) {
            try {
                verify(volume, number);
                there.add(number);
            } catch (IOException e) {
                session.reportPart(e, shown(number));
            }
        }
        if (there.isEmpty()) {
            return List.of();
        }
        List<BlockFacts> facts = new ArrayList<>();
        try (DamageReport damage = new DamageReport(session, source.label())) {
            Map<Long, BlockUses.Owners> owners = BlockUses.of(volume, there, damage);
            for (long number : there) {
                facts.add(new BlockFacts(number, state(volume, number), owners.get(number)));
            }
        }
        return facts;
    }

    private Map<Long, List<TreePath>> paths(Volume volume, List<BlockFacts> blocks, boolean wanted)
            throws IOException {
        Map<Long, Inode> inodes = new TreeMap<>();
        for (BlockFacts block : blocks) {
            for (BlockOwner owner : block.owners().kept()) {
                if (wanted && owner instanceof BlockOwner.OfInode ofInode) {
                    inodes.put(ofInode.inode(), volume.peek(ofInode.inode()));
                }
            }
        }
        try (DamageReport damage = new DamageReport(session, source.label())) {
            return PathsOf.of(volume, inodes.values(), damage);
        }
    }

    /** What the bitmap says of a block, in words. */
    private String state(Volume volume, long number) throws IOException {
        if (number < volume.layout().firstDataBlock()) {
            return "in no group";
        }
        try {
            long group = volume.layout().groupOfBlock(number);
            return Bitmap.ofBlocks(volume, group).isUsed(number) ? "in use" : "free";
        } catch (IOException e) {
            session.reportPart(e, shown(number));
            return "in use or free, its bitmap cannot be read";
        }
    }

    private static void verify(Volume volume, long number) throws FileSystemException {
        if (number >= volume.layout().blocksCount()) {
            throw new FileSystemException(
                    "",
                    null,
                    "there is none; the file system has blocks 0 to "
                            + (volume.layout().blocksCount() - 1));
        }
    }

    private static MemorySegment read(Volume volume, long number) throws IOException {
        return volume.cache().bread(number, BlockUse.DATA, 0).data();
    }

    private DamageReport damage(long number) {
        return new DamageReport(session, shown(number));
    }

    private static String shown(long number) {
        return "block " + number;
    }
}
