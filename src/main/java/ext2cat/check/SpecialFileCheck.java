// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.dirent.DirentBlock;
import ext2cat.map.BlockMap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks what is no regular file and no directory: symlinks, devices, fifos, sockets, and inodes
 * whose mode says nothing.
 */
final class SpecialFileCheck {

    /** Words of i_block in which the number of a device may be, with some more for old systems. */
    private static final int DEVICE_WORDS = 4;

    private final Subject subject;

    SpecialFileCheck(Subject subject) {
        this.subject = subject;
    }

    void check(DiskInode inode) throws IOException {
        switch (inode.fileType()) {
            case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, SOCKET -> special(inode);
            case SYMLINK -> symlink(inode);
            case UNKNOWN -> looksLikeDirectory(inode, Place.inode(inode.number()));
            default -> {}
        }
    }

    private void special(DiskInode inode) {
        Place place = Place.inode(inode.number());
        String type = inode.fileType().label();
        for (int i = DEVICE_WORDS; i < DiskInode.BLOCK_POINTERS; i++) {
            if (inode.blockPointer(i) != 0) {
                subject.findings()
                        .add(
                                Problem.SPECIAL_FILE_FIELDS,
                                place,
                                "a %s, but its block pointer %d is %d, expected 0",
                                type,
                                i,
                                inode.blockPointer(i));
                break;
            }
        }
        if (inode.sizeBytes() != 0) {
            subject.findings()
                    .add(
                            Problem.SPECIAL_FILE_FIELDS,
                            place,
                            "a %s, but its size is %d, expected 0",
                            type,
                            inode.sizeBytes());
        }
        flags(inode, place);
        looksLikeDirectory(inode, place);
    }

    /** A damaged mode may have made a directory into something else. */
    private void looksLikeDirectory(DiskInode inode, Place place) {
        long block = inode.blockPointer(0);
        if (!subject.volume().blockRange().contains(block, 1)
                || !subject.blocks().isOnDevice(block)
                || subject.claims().isMetadata(block)) {
            return;
        }
        try {
            DirentBlock entries = new DirentBlock();
            entries.start(MemorySegment.ofBuffer(subject.blocks().read(block, BlockUse.DATA)));
            if (entries.next()
                    && entries.hasName(FileName.DOT)
                    && entries.inode() == inode.number()
                    && entries.next()
                    && entries.hasName(FileName.DOT_DOT)) {
                subject.findings()
                        .add(
                                Problem.LOOKS_LIKE_DIRECTORY,
                                place,
                                "a %s by its mode 0%o, but its block %d looks like that of a"
                                        + " directory",
                                inode.fileType().label(),
                                inode.mode(),
                                block);
            }
        } catch (IOException e) {
            subject.findings().failed(e);
            // A device file has no blocks, so a number that leads nowhere is no damage.
        }
    }

    private void flags(DiskInode inode, Place place) {
        if (inode.has(InodeFlag.IMMUTABLE) || inode.has(InodeFlag.APPEND)) {
            subject.findings()
                    .add(
                            Problem.SPECIAL_FILE_FIELDS,
                            place,
                            "a %s with the flags %s",
                            inode.fileType().label(),
                            InodeFlag.letters(inode.flagBits()));
        }
    }

    private void symlink(DiskInode inode) throws IOException {
        Place place = Place.inode(inode.number());
        flags(inode, place);
        if (inode.isEncrypted()) {
            return; // a target of any bytes
        }
        if (inode.isFastSymlink()) {
            fast(inode, place);
        } else if (inode.hasMap()) {
            slow(inode, place);
        }
    }

    private void fast(DiskInode inode, Place place) {
        if (inode.isMappedByExtents()) {
            bad(
                    place,
                    "the target is in the inode, but the flag %s is set",
                    InodeFlag.EXTENTS.label());
        }
        long size = inode.sizeBytes();
        int room = DiskInode.BLOCK_POINTERS * Integer.BYTES;
        if (size < 1 || size >= room) {
            bad(
                    place,
                    "a target in the inode of %d bytes, which is not from 1 to %d",
                    size,
                    room - 1);
        } else {
            ByteBuffer target = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
            for (long pointer : inode.blockPointers()) {
                target.putInt((int) pointer); // the 32 bits that they were
            }
            target(place, target, size);
        }
    }

    private void slow(DiskInode inode, Place place) throws IOException {
        long size = inode.sizeBytes();
        int blockSize = subject.volume().blockSizeBytes();
        if (size < 1 || size >= blockSize) {
            bad(place, "a target of %d bytes, which is not from 1 to %d", size, blockSize - 1);
            return;
        }
        for (int i = 1; i < BlockMap.N_BLOCKS && inode.isBlockMapped(); i++) {
            if (inode.blockPointer(i) != 0) {
                bad(place, "a symlink with a block pointer %d, expected one block", i);
                return;
            }
        }
        long block = subject.map(inode).firstDiskBlock();
        if (block == 0) {
            bad(place, "a symlink that has neither its target nor a block for it, size %d", size);
        } else if (subject.volume().blockRange().contains(block, 1)
                && subject.blocks().isOnDevice(block)
                && !subject.claims().isMetadata(block)) {
            target(place.onDisk(block), subject.blocks().read(block, BlockUse.DATA), size);
        }
    }

    /** What lies before the first NUL must be as long as the size says, no longer either. */
    private void target(Place place, ByteBuffer block, long size) {
        int length = 0;
        while (length < block.capacity() && block.get(length) != 0) {
            length++;
        }
        if (length != size) {
            bad(place, "a target of %d bytes, but the size is %d", length, size);
        }
    }

    private void bad(Place place, String text, Object... values) {
        subject.findings().add(Problem.BAD_SYMLINK, place, text, values);
    }
}
