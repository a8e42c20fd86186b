// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.bio.BlockUse;
import ext2cat.disk.Superblock;
import ext2cat.inspect.BlockOwner;
import ext2cat.inspect.GroupParts;
import ext2cat.inspect.SpecialInode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What blocks are for, in words. */
final class BlockText {

    /** Paths of one inode that are worth a line. */
    private static final int MOST_PATHS = 8;

    private final Superblock superblock;
    private final Writer out;
    private final Map<Long, List<TreePath>> paths;

    /**
     * Nothing is written yet.
     *
     * @param paths where the owners can be found
     */
    BlockText(Superblock superblock, Writer out, Map<Long, List<TreePath>> paths) {
        this.superblock = superblock;
        this.out = out;
        this.paths = paths;
    }

    Writer out() {
        return out;
    }

    void write(BlockFacts block) throws IOException {
        out.write("Block %d: %s\n".formatted(block.number(), block.state()));
        List<BlockOwner> owners = block.owners().kept();
        for (BlockOwner owner : owners) {
            out.write("  " + text(block.number(), owner) + "\n");
        }
        if (block.owners().count() > owners.size()) {
            out.write("  and %d more uses\n".formatted(block.owners().count() - owners.size()));
        }
        if (owners.isEmpty() && block.state().equals("in use")) {
            out.write("  no structure refers to it\n");
        }
    }

    private String text(long number, BlockOwner owner) {
        return switch (owner) {
            case BlockOwner.Metadata metadata -> text(number, metadata.part());
            case BlockOwner.Contents contents ->
                    "file block %d of %s".formatted(contents.fileBlock(), inode(contents));
            case BlockOwner.Table table ->
                    "%s block of %s, from file block %d on"
                            .formatted(words(table.use()), inode(table), table.fileBlock());
            case BlockOwner.Own own -> own.kind().label() + " of " + inode(own);
        };
    }

    private static String words(BlockUse use) {
        return switch (use.text()) {
            case "IND" -> "single indirect";
            case "DIND" -> "double indirect";
            case "TIND" -> "triple indirect";
            default -> use.text();
        };
    }

    private static String text(long number, GroupParts.Part part) {
        String place =
                part.blocks().count() == 1
                        ? ""
                        : ", block %d of %d"
                                .formatted(
                                        number - part.blocks().first() + 1, part.blocks().count());
        return "%s of group %d%s".formatted(part.kind().label(), part.group(), place);
    }

    private String inode(BlockOwner.OfInode owner) {
        List<TreePath> found = paths.getOrDefault(owner.inode(), List.of());
        String names =
                found.stream()
                        .limit(MOST_PATHS)
                        .map(TreePath::toString)
                        .collect(Collectors.joining(", "));
        if (found.size() > MOST_PATHS) {
            names += " and %d more".formatted(found.size() - MOST_PATHS);
        }
        if (found.isEmpty()) {
            names = SpecialInode.label(superblock, owner.inode()).orElse("");
        }
        return (owner.deleted() ? "deleted inode " : "inode ")
                + owner.inode()
                + (names.isEmpty() ? "" : " (" + names + ")");
    }
}
