// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/** Decimal numbers, a line for each. */
final class TarNumbers {

    private static final int MOST_DIGITS = 18;

    private final BlockDevice archive;
    private final long startAt;
    private final long endAt;
    private byte[] block = new byte[0];
    private long blockAt;
    private long at;

    /** The numbers between two places of an archive. */
    TarNumbers(BlockDevice archive, long startAt, long lengthBytes) {
        this.archive = archive;
        this.startAt = startAt;
        this.endAt = startAt + Math.min(lengthBytes, archive.sizeBytes() - startAt);
        this.at = startAt;
        this.blockAt = startAt;
    }

    /** The number in the next line. */
    long next() throws IOException {
        long number = 0;
        for (int digits = 0; digits <= MOST_DIGITS; digits++) {
            int next = read();
            if (next == '\n' && digits > 0) {
                return number;
            }
            if (next < '0' || next > '9') {
                break;
            }
            number = 10 * number + next - '0';
        }
        throw new WrongContainerException(
                archive,
                "the sparse map at byte %d of the tar archive has no number at byte %d"
                        .formatted(startAt, at));
    }

    /** How many bytes the numbers so far have. */
    long readBytes() {
        return at - startAt;
    }

    private int read() throws IOException {
        if (at == endAt) {
            return -1;
        }
        if (at - blockAt == block.length) {
            blockAt = at;
            // The cast is safe: it is a block at most.
            block = Head.at(archive, at, (int) Math.min(1 << 12, endAt - at));
        }
        return block[(int) (at++ - blockAt)];
    }
}
