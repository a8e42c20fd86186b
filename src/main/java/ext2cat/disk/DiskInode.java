// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;

import ext2cat.disk.bytes.LittleEndian;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An inode as it lies in an inode table (struct ext2_inode, ext4_inode): a copy of its bytes, whose
 * fields are decoded when asked for.
 *
 * <p>An inode of 128 bytes ends before the extra fields; in a larger one they exist as far as
 * i_extra_isize reaches: at 32, up to and with the project number. Behind them, up to the end of
 * the inode, lie extended attributes. An i_extra_isize that is no multiple of 4 or reaches beyond
 * the inode counts as 0, so that such an inode still reads as the ext2 driver reads it, which does
 * not look there.
 */
public final class DiskInode {

    /** As much of an inode as tells whether it is in use, and its type. */
    public static final int BEGINNING_BYTES = InodeLayout.LINKS_COUNT + 2;

    /** EXT2_N_BLOCKS: 12 direct block pointers, then one for each level of indirection. */
    public static final int BLOCK_POINTERS = 15;

    /** Room for block pointers in bytes, and for the target of a fast symlink and its NUL. */
    static final int BLOCK_AREA_BYTES = 4 * BLOCK_POINTERS;

    private final long number;
    private final byte[] raw;
    private final InodeFormat format;

    private DiskInode(long number, byte[] raw, InodeFormat format) {
        this.number = number;
        this.raw = raw;
        this.format = format;
    }

    /**
     * {@return a copy of the inode in a segment, of which nothing is verified}
     *
     * @param segment holds the whole inode
     * @param offsetBytes where the inode begins in the segment
     * @param number its number, for error messages and {@link #number}
     * @param format how large inodes are in this image, and what their fields mean
     */
    public static DiskInode decode(
            MemorySegment segment, long offsetBytes, long number, InodeFormat format) {
        byte[] raw = LittleEndian.copy(segment, offsetBytes, format.inodeSizeBytes());
        return new DiskInode(number, raw, format);
    }

    /**
     * {@return the inode in these bytes, which the caller must not change any more}
     *
     * @param raw as many as the format says that an inode has
     * @param number its number, for messages and {@link #number}
     * @param format how large inodes are in this image, and what their fields mean
     */
    public static DiskInode of(byte[] raw, long number, InodeFormat format) {
        if (raw.length != format.inodeSizeBytes()) {
            throw new IllegalArgumentException("an inode of " + raw.length + " bytes");
        }
        return new DiskInode(number, raw, format);
    }

    /**
     * Makes the checks of ext2_iget, which come before any use of the inode but a look at it.
     *
     * @param superblock the verified superblock of the image
     * @throws CorruptImageException if the size is 2^63 or more, or the block of extended
     *     attributes lies outside the file system
     */
    public void verify(Superblock superblock) throws CorruptImageException {
        if (sizeBytes() < 0) {
            throw CorruptImageException.at(
                    "inode " + number,
                    "size %s is not below 2^63",
                    Long.toUnsignedString(sizeBytes()));
        }
        long acl = fileAclBlock();
        if (acl != 0 && (acl <= superblock.firstDataBlock() || acl >= superblock.blocksCount())) {
            throw CorruptImageException.at(
                    "inode " + number,
                    "file_acl block %d is not from %d to %d, the blocks of the file system",
                    acl,
                    superblock.firstDataBlock() + 1,
                    superblock.blocksCount() - 1);
        }
    }

    /** {@return the bytes as they lie on disk, little-endian, which cannot be changed} */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(raw).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return the number of the inode, from 1} */
    public long number() {
        return number;
    }

    /** {@return i_mode: type and permissions} */
    public int mode() {
        return u16(raw, InodeLayout.MODE);
    }

    /** {@return the type and the permissions, as a value that can be shown} */
    public FileMode fileMode() {
        return new FileMode(mode());
    }

    /** {@return the type of the file} */
    public FileType fileType() {
        return FileType.ofMode(mode());
    }

    /** {@return the twelve bits of chmod(2)} */
    public int permissions() {
        return fileMode().permissions();
    }

    /** {@return the owner, of 32 bits whatever system made the image, as in Linux} */
    public long uid() {
        return u16(raw, InodeLayout.UID) | (long) u16(raw, InodeLayout.LINUX_UID_HIGH) << 16;
    }

    /** {@return the group, of 32 bits} */
    public long gid() {
        return u16(raw, InodeLayout.GID) | (long) u16(raw, InodeLayout.LINUX_GID_HIGH) << 16;
    }

    /**
     * {@return the size in bytes: 64 bits for a regular file, 32 for everything else (i_dir_acl was
     * where the upper half is), unless {@code large_dir} is set} Negative from 2^63 on, which
     * {@link #verify} refuses.
     */
    public long sizeBytes() {
        long low = u32(raw, InodeLayout.SIZE);
        return fileType() == FileType.REGULAR || format.features().has(IncompatFeature.LARGE_DIR)
                ? low | u32(raw, InodeLayout.SIZE_HIGH) << 32
                : low;
    }

    /** {@return i_links_count} */
    public int links() {
        return u16(raw, InodeLayout.LINKS_COUNT);
    }

    /** {@return i_blocks: sectors of 512 bytes, those of indirect and attribute blocks too} */
    public long allocatedSectors() {
        long low = u32(raw, InodeLayout.BLOCKS);
        if (!format.features().has(RoCompatFeature.HUGE_FILE)) {
            return low;
        }
        long all = low | (long) u16(raw, InodeLayout.LINUX_BLOCKS_HIGH) << 32;
        // 48 bits times at most 128 sectors a block is below 2^63.
        return has(InodeFlag.HUGE_FILE) ? all * format.blockSectors() : all;
    }

    /** {@return i_flags: the bits, see {@link InodeFlag#in}} */
    public long flagBits() {
        return u32(raw, InodeLayout.FLAGS);
    }

    /**
     * {@return whether the flag is set}
     *
     * @param flag the flag that is asked for
     */
    public boolean has(InodeFlag flag) {
        return (flagBits() & flag.bit()) != 0;
    }

    /** {@return all times} */
    public InodeTimes times() {
        return new InodeTimes(raw, extraEnd());
    }

    /** {@return i_dtime: seconds at deletion, or 0; in an orphan, the number of the next orphan} */
    public long deletionSeconds() {
        return u32(raw, InodeLayout.DTIME);
    }

    /** {@return whether Linux takes it for deleted: no links, and no mode or a time of deletion} */
    public boolean isDeleted() {
        return isDeleted(raw);
    }

    /**
     * {@return the type of the file, {@code UNKNOWN} if it is deleted, from the beginning of an
     * inode: for who wants to know no more of many}
     *
     * @param beginning at least {@link #BEGINNING_BYTES}
     */
    public static FileType typeInUse(byte[] beginning) {
        return isDeleted(beginning)
                ? FileType.UNKNOWN
                : FileType.ofMode(u16(beginning, InodeLayout.MODE));
    }

    private static boolean isDeleted(byte[] raw) {
        return u16(raw, InodeLayout.LINKS_COUNT) == 0
                && (u16(raw, InodeLayout.MODE) == 0 || u32(raw, InodeLayout.DTIME) != 0);
    }

    /** {@return i_generation: what tells an inode from another that had its number before (NFS)} */
    public long generation() {
        return u32(raw, InodeLayout.GENERATION);
    }

    /** {@return i_version: counts changes, in 64 bits where there is room; 0 for the Hurd} */
    public long version() {
        if (isHurd()) {
            return 0;
        }
        long low = u32(raw, InodeLayout.LINUX_VERSION);
        return hasExtra(InodeLayout.VERSION_HI, 4)
                ? low | u32(raw, InodeLayout.VERSION_HI) << 32
                : low;
    }

    /** {@return i_projid, where it is stored} */
    public Optional<Long> projectId() {
        return hasExtra(InodeLayout.PROJID, 4)
                ? Optional.of(u32(raw, InodeLayout.PROJID))
                : Optional.empty();
    }

    /** {@return i_file_acl: the block of extended attributes, or 0} */
    public long fileAclBlock() {
        long low = u32(raw, InodeLayout.FILE_ACL);
        return format.features().has(IncompatFeature.BIT64)
                ? low | (long) u16(raw, InodeLayout.LINUX_FILE_ACL_HIGH) << 32
                : low;
    }

    /**
     * {@return i_block: a pointer as it is stored, 0 for none}
     *
     * @param index 0 to 11 direct, 12 to 14 single, double, triple indirect
     */
    public long blockPointer(int index) {
        return u32(raw, InodeLayout.BLOCK + 4 * index);
    }

    /** {@return i_block: the 15 pointers} */
    public long[] blockPointers() {
        long[] pointers = new long[BLOCK_POINTERS];
        for (int i = 0; i < pointers.length; i++) {
            pointers[i] = blockPointer(i);
        }
        return pointers;
    }

    /** {@return i_block: 60 bytes, whatever they hold} */
    public byte[] blockArea() {
        return Arrays.copyOfRange(raw, InodeLayout.BLOCK, InodeLayout.BLOCK + BLOCK_AREA_BYTES);
    }

    /** {@return whether i_block holds block pointers, neither extents nor the contents} */
    public boolean isBlockMapped() {
        return mapForm().other().isEmpty();
    }

    /** {@return whether i_block holds the root of a tree of extents} */
    public boolean isMappedByExtents() {
        return mapForm().other().equals(Optional.of(InodeFlag.EXTENTS));
    }

    /**
     * {@return whether the inode itself holds the contents, see {@link
     * ext2cat.disk.xattr.InlineData}}
     */
    public boolean isInline() {
        return mapForm().other().equals(Optional.of(InodeFlag.INLINE_DATA));
    }

    /** {@return whether the contents, or the names of a directory, are encrypted} */
    public boolean isEncrypted() {
        return has(InodeFlag.ENCRYPT) && format.features().has(IncompatFeature.ENCRYPT);
    }

    /**
     * {@return whether it has a map: devices, unused inodes, fast symlinks and whatever is inline
     * have none}
     */
    public boolean hasMap() {
        return !isInline()
                && switch (fileType()) {
                    case REGULAR, DIRECTORY -> true;
                    case SYMLINK -> !isFastSymlink();
                    case UNKNOWN -> number == Superblock.BAD_BLOCKS_INODE;
                    default -> false;
                };
    }

    /** {@return what to say before its contents are trusted: a flag is set that is not heeded} */
    public Optional<String> warning() {
        return mapForm().warning();
    }

    private MapForm mapForm() {
        return new MapForm(this, format.features());
    }

    /**
     * {@return whether it is a symlink whose target lies in the inode: one that has no blocks but
     * {@link #ownBlocks} (ext4_inode_is_fast_symlink)} Of a deleted one no blocks are left that
     * could tell, and i_blocks also counts values of attributes that lie in inodes: then its size
     * must do.
     */
    public boolean isFastSymlink() {
        if (fileType() != FileType.SYMLINK || isInline()) {
            return false;
        }
        return isDeleted() || format.features().has(IncompatFeature.EA_INODE)
                ? sizeBytes() < BLOCK_AREA_BYTES
                : allocatedSectors() == (long) ownBlocks().size() * format.clusterSectors();
    }

    /**
     * {@return the target of a fast symlink: up to the size and 59 bytes at most, and unless it is
     * encrypted, up to a NUL}
     */
    public byte[] fastSymlinkTarget() {
        int start = InodeLayout.BLOCK;
        int limit = start + (int) Math.min(sizeBytes(), BLOCK_AREA_BYTES - 1);
        int end = start;
        while (end < limit && (raw[end] != 0 || isEncrypted())) {
            end++;
        }
        return Arrays.copyOfRange(raw, start, end);
    }

    /** {@return the device that a character or block device file stands for} */
    public DeviceNumber deviceNumber() {
        return DeviceNumber.decode(blockPointer(0), blockPointer(1));
    }

    /** {@return the block of the translator of a Hurd inode, or 0} */
    public long hurdTranslatorBlock() {
        return isHurd() ? u32(raw, InodeLayout.HURD_TRANSLATOR) : 0;
    }

    /** {@return the blocks that it has beside those of its map} */
    public List<InodeBlock> ownBlocks() {
        List<InodeBlock> blocks = new ArrayList<>(2);
        if (fileAclBlock() != 0) {
            blocks.add(new InodeBlock(InodeBlock.Kind.ATTRIBUTES, fileAclBlock()));
        }
        if (hurdTranslatorBlock() != 0) {
            blocks.add(new InodeBlock(InodeBlock.Kind.TRANSLATOR, hurdTranslatorBlock()));
        }
        return blocks;
    }

    /** {@return i_extra_isize as stored: bytes of fields after byte 128, or 0 without any} */
    public int storedExtraSizeBytes() {
        return raw.length > InodeLayout.GOOD_OLD_SIZE_BYTES ? u16(raw, InodeLayout.EXTRA_ISIZE) : 0;
    }

    /** {@return the stored size of the extra fields, or 0 if it is invalid} */
    public int extraSizeBytes() {
        int stored = storedExtraSizeBytes();
        boolean valid = stored % 4 == 0 && InodeLayout.GOOD_OLD_SIZE_BYTES + stored <= raw.length;
        return valid ? stored : 0;
    }

    /** {@return the bytes after the extra fields, for attributes; none without extra fields} */
    public byte[] xattrArea() {
        int extra = extraSizeBytes();
        int start = extra == 0 ? raw.length : InodeLayout.GOOD_OLD_SIZE_BYTES + extra;
        return Arrays.copyOfRange(raw, start, raw.length);
    }

    private boolean isHurd() {
        return format.creatorOs() == CreatorOs.HURD;
    }

    private boolean hasExtra(int offset, int length) {
        return offset + length <= extraEnd();
    }

    private int extraEnd() {
        return InodeLayout.GOOD_OLD_SIZE_BYTES + extraSizeBytes();
    }
}
