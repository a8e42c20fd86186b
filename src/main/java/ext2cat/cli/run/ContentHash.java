// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.disk.FileType;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hash of what an inode holds. */
public final class ContentHash {

    /** A multiple of the largest block. */
    private static final int PIECE_BYTES = 1 << 18;

    private ContentHash() {}

    /**
     * In hexadecimal; none if it is no regular file, or cannot be read to its end.
     *
     * @param algorithm as Java names it, one that every Java has
     */
    public static Optional<String> of(String algorithm, Inode inode) {
        if (inode.type() != FileType.REGULAR) {
            return Optional.empty();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] piece = new byte[PIECE_BYTES];
            var contents = inode.contents();
            for (long at = 0; at < inode.sizeBytes(); at += PIECE_BYTES) {
                int length = (int) Math.min(PIECE_BYTES, inode.sizeBytes() - at);
                MemorySegment memory = MemorySegment.ofArray(piece).asSlice(0, length);
                memory.fill((byte) 0);
                contents.read(at, memory);
                digest.update(piece, 0, length);
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
