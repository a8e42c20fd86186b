// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.PathsOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Who uses the blocks now that deleted files had. */
public final class BlockUsers {

    /** So many blocks are looked for in one pass. */
    private static final int MOST_BLOCKS = 1 << 17;

    /**
     * Someone who uses blocks.
     *
     * @param inode a file; none if it is metadata of the file system
     * @param path a path of it, if there is one
     * @param metadata what it is, if it is no file
     */
    public record User(
            OptionalLong inode, Optional<TreePath> path, Optional<MetadataKind> metadata) {}

    private final Map<Long, List<BlockOwner>> owners = new LinkedHashMap<>();
    private final Map<Long, TreePath> paths;

    private BlockUsers(Map<Long, TreePath> paths, Map<Long, List<BlockOwner>> owners) {
        this.paths = paths;
        this.owners.putAll(owners);
    }

    /** Looks for the users of all blocks that the files had and others use now. */
    public static BlockUsers of(Volume volume, List<FormerFile> files, Damage damage)
            throws IOException {
        List<Long> blocks = new ArrayList<>();
        for (FormerFile file : files) {
            for (Run run : file.taken()) {
                for (long i = 0; i < run.count() && blocks.size() < MOST_BLOCKS; i++) {
                    blocks.add(run.first() + i);
                }
            }
        }
        if (blocks.isEmpty()) {
            return new BlockUsers(Map.of(), Map.of());
        }
        Map<Long, List<BlockOwner>> owners = new LinkedHashMap<>();
        Set<Long> inodes = new HashSet<>();
        BlockUses.of(volume, blocks, damage)
                .forEach(
                        (block, uses) -> {
                            List<BlockOwner> now = new ArrayList<>();
                            for (BlockOwner owner : uses.kept()) {
                                if (!(owner instanceof BlockOwner.OfInode it && it.deleted())) {
                                    now.add(owner);
                                }
                                if (owner instanceof BlockOwner.OfInode it) {
                                    inodes.add(it.inode());
                                }
                            }
                            owners.put(block, now);
                        });
        return new BlockUsers(PathsOf.firstOf(volume, inodes, damage), owners);
    }

    /** The users of a file's blocks, and how many each has. */
    public Map<User, Long> of(FormerFile file) {
        Map<User, Long> users = new LinkedHashMap<>();
        for (Run run : file.taken()) {
            for (long i = 0; i < run.count(); i++) {
                for (BlockOwner owner : owners.getOrDefault(run.first() + i, List.of())) {
                    users.merge(user(owner), 1L, Long::sum);
                }
            }
        }
        return users;
    }

    private User user(BlockOwner owner) {
        return switch (owner) {
            case BlockOwner.Metadata metadata ->
                    new User(
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.of(metadata.part().kind()));
            case BlockOwner.OfInode file ->
                    new User(
                            OptionalLong.of(file.inode()),
                            Optional.ofNullable(paths.get(file.inode())),
                            Optional.empty());
        };
    }
}
