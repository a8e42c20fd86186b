// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.volume.TreePath;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a finding is. The parts that are known can be asked for; {@link #toString} says them in
 * words, e.g. {@code directory inode 12, file block 0, offset 0x18}.
 */
public final class Place {

    private static final int NONE = -1;

    /** The superblock by which the file system was opened. */
    static final Place SUPERBLOCK = new Place("superblock", NONE, "", NONE, NONE, NONE, NONE);

    // What is looked at has a place, and few places are ever shown: the words are put together
    // then.
    private final String what;
    private final long number;
    private final String more;

    private final long group;
    private final long inode;
    private final long block;
    private final int offsetBytes;

    private Place(
            String what,
            long number,
            String more,
            long group,
            long inode,
            long block,
            int offsetBytes) {
        this.what = what;
        this.number = number;
        this.more = more;
        this.group = group;
        this.inode = inode;
        this.block = block;
        this.offsetBytes = offsetBytes;
    }

    static Place group(long group) {
        return new Place("group ", group, "", group, NONE, NONE, NONE);
    }

    static Place inode(long inode) {
        return new Place("inode ", inode, "", NONE, inode, NONE, NONE);
    }

    static Place directory(long inode) {
        return new Place("directory inode ", inode, "", NONE, inode, NONE, NONE);
    }

    static Place block(long block) {
        return new Place("block ", block, "", NONE, NONE, block, NONE);
    }

    /** A run of blocks, of which the first is the place. */
    static Place blocks(long first, long last) {
        return first == last
                ? block(first)
                : new Place("blocks ", first, " to " + last, NONE, NONE, first, NONE);
    }

    /** This place, in that block of the file. */
    Place fileBlock(long fileBlock) {
        return with(", file block " + fileBlock, block, offsetBytes);
    }

    /** This place, in that block of the file system, which the words name too. */
    Place inBlock(String name, long diskBlock) {
        return with(", " + name + " " + diskBlock, diskBlock, NONE);
    }

    /** This place, in that block of the file system, which the words do not name. */
    Place onDisk(long diskBlock) {
        return with("", diskBlock, offsetBytes);
    }

    /** This place, of that inode, which the words do not name. */
    Place ofInode(long number) {
        return new Place(what, this.number, more, group, number, block, offsetBytes);
    }

    /** This place, at that byte of the block. */
    Place offset(int bytes) {
        return with(", offset 0x" + Integer.toHexString(bytes), block, bytes);
    }

    /** This place, in other words. */
    Place named(String words) {
        return new Place(words, NONE, "", group, inode, block, offsetBytes);
    }

    private Place with(String words, long diskBlock, int bytes) {
        return new Place(what, number, more + words, group, inode, diskBlock, bytes);
    }

    /** {@return the block group, if the place is one} */
    public OptionalLong group() {
        return group == NONE ? OptionalLong.empty() : OptionalLong.of(group);
    }

    /** {@return the inode, of a directory if the place is in one} */
    public OptionalLong inode() {
        return inode == NONE ? OptionalLong.empty() : OptionalLong.of(inode);
    }

    /** {@return the block of the file system} */
    public OptionalLong block() {
        return block == NONE ? OptionalLong.empty() : OptionalLong.of(block);
    }

    /** {@return the byte within the block} */
    public OptionalInt offsetBytes() {
        return offsetBytes == NONE ? OptionalInt.empty() : OptionalInt.of(offsetBytes);
    }

    /**
     * {@return the place in words, with the path of its inode: {@code inode 14 (/small), file block
     * 3}}
     *
     * @param path a path that leads to the inode
     */
    public String toString(TreePath path) {
        String text = toString();
        String name = "inode " + inode;
        int at = text.indexOf(name);
        if (at < 0) {
            return text;
        }
        int end = at + name.length();
        return text.substring(0, end) + " (" + path + ")" + text.substring(end);
    }

    @Override
    public String toString() {
        return number == NONE ? what + more : what + number + more;
    }
}
