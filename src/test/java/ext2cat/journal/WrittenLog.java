// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.device.BlockDevice;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** A log of 16 blocks of 1 KiB, from block 100 of a device of 200, written block by block. */
final class WrittenLog implements BlockDevice {

    static final int BLOCK_BYTES = 1024;
    static final int FIRST = 100;
    static final int BLOCKS = 16;
    static final int DEVICE_BLOCKS = 200;

    private static final int MAGIC = 0xC03B3998;
    private static final int SAME_UUID = 2;
    private static final int LAST = 8;

    private final ByteBuffer bytes = ByteBuffer.allocate(DEVICE_BLOCKS * BLOCK_BYTES);
    private final int compat;
    private final int incompat;
    private int next;
    private int unreadable = -1;

    /** An empty log that begins at a block with a transaction. */
    WrittenLog(int compat, int incompat, int start, int sequence) {
        this.compat = compat;
        this.incompat = incompat;
        this.next = start;
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (i / BLOCK_BYTES));
        }
        ByteBuffer superblock = block(0);
        superblock.putInt(0, MAGIC).putInt(4, 4).putInt(12, BLOCK_BYTES).putInt(16, BLOCKS);
        superblock.putInt(20, 1).putInt(24, sequence).putInt(28, start);
        superblock.putInt(36, compat).putInt(40, incompat).put(80, (byte) 4);
        for (int i = 0; i < 16; i++) {
            superblock.put(48 + i, (byte) (7 * i));
        }
        if (hasChecksums()) {
            CRC32C crc = new CRC32C();
            crc.update(superblock.array(), superblock.arrayOffset(), BLOCK_BYTES);
            superblock.putInt(0xFC, ~(int) crc.getValue());
        }
    }

    /** From now on a block of the log cannot be read. */
    void fail(int number) {
        unreadable = number;
    }

    /** A block of the log, to be written to. */
    ByteBuffer block(int number) {
        ByteBuffer block = bytes.slice((FIRST + number) * BLOCK_BYTES, BLOCK_BYTES);
        if (number == 0 && block.getInt(0) != MAGIC) {
            block.put(0, new byte[BLOCK_BYTES]);
        }
        return block;
    }

    private ByteBuffer take() {
        ByteBuffer block = block(next);
        next = next + 1 == BLOCKS ? 1 : next + 1;
        return block.put(0, new byte[BLOCK_BYTES]);
    }

    private boolean has(int feature) {
        return (incompat & feature) != 0;
    }

    private boolean hasChecksums() {
        return has(8) || has(16);
    }

    private ByteBuffer header(int kind, int transaction) {
        return take().putInt(0, MAGIC).putInt(4, kind).putInt(8, transaction);
    }

    /** A descriptor and a block of it for each number, filled with a byte; -1 is an escaped one. */
    void data(int transaction, List<Long> numbers, int fill) {
        ByteBuffer descriptor = header(1, transaction);
        int at = 12;
        for (int i = 0; i < numbers.size(); i++) {
            ByteBuffer data = take();
            for (int j = 0; j < BLOCK_BYTES; j++) {
                data.put(j, (byte) fill);
            }
            boolean escaped = fill == -1;
            if (escaped) {
                data.putInt(0, 0);
            }
            int flags = (i == 0 ? 0 : SAME_UUID) | (i + 1 == numbers.size() ? LAST : 0);
            at =
                    tag(
                            descriptor,
                            at,
                            numbers.get(i),
                            flags | (escaped ? 1 : 0),
                            sum(transaction, data));
        }
        tail(descriptor);
    }

    private int tag(ByteBuffer descriptor, int at, long number, int flags, int sum) {
        descriptor.putInt(at, (int) number);
        if (has(16)) {
            descriptor.putInt(at + 4, flags).putInt(at + 8, (int) (number >> 32));
            descriptor.putInt(at + 12, sum);
            return at + 16 + ((flags & SAME_UUID) != 0 ? 0 : 16);
        }
        descriptor.putShort(at + 4, (short) sum).putShort(at + 6, (short) flags);
        if (has(2)) {
            descriptor.putInt(at + 8, (int) (number >> 32));
        }
        int size = 8 + (has(8) ? 2 : 0) + (has(2) ? 4 : 0);
        return at + size + ((flags & SAME_UUID) != 0 ? 0 : 16);
    }

    /** A revoke block. */
    void revoke(int transaction, List<Long> numbers) {
        ByteBuffer block = header(5, transaction);
        int size = has(2) ? 8 : 4;
        for (int i = 0; i < numbers.size(); i++) {
            int at = 16 + i * size;
            if (has(2)) {
                block.putLong(at, numbers.get(i));
            } else {
                block.putInt(at, (int) (long) numbers.get(i));
            }
        }
        block.putInt(12, 16 + numbers.size() * size);
        tail(block);
    }

    /** A commit block; its place. */
    int commit(int transaction, long seconds) {
        int place = next;
        ByteBuffer block = header(2, transaction).putLong(48, seconds);
        if (hasChecksums()) {
            block.putInt(16, sum(block));
        }
        return place;
    }

    /** Writes the sum of a transaction's blocks into its commit block (journal_checksum). */
    void sumOfTransaction(int commit, int sum) {
        block(commit).putShort(12, (short) 0x0104).putInt(16, sum);
    }

    private void tail(ByteBuffer block) {
        if (hasChecksums()) {
            block.putInt(BLOCK_BYTES - 4, sum(block));
        }
    }

    private int sum(int transaction, ByteBuffer data) {
        ByteBuffer all = ByteBuffer.allocate(4 + BLOCK_BYTES).putInt(transaction);
        return sum(all.put(data.duplicate().clear()).flip());
    }

    private int sum(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block(0).slice(48, 16));
        crc.update(block.duplicate().clear());
        return ~(int) crc.getValue();
    }

    LogBlocks blocks() {
        return new LogBlocks(
                this, (block, most) -> new Mapping.Mapped(FIRST + block, most, false), BLOCK_BYTES);
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public long sizeBytes() {
        return bytes.capacity();
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        requireInside(positionBytes, destination.byteSize());
        if (positionBytes == (long) (FIRST + unreadable) * BLOCK_BYTES) {
            throw new IOException("the disk fails");
        }
        MemorySegment.copy(
                MemorySegment.ofBuffer(bytes),
                positionBytes,
                destination,
                0,
                destination.byteSize());
    }

    @Override
    public void close() {}
}
