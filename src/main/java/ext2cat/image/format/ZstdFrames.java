// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import com.github.luben.zstd.Zstd;

import java.util.zip.DataFormatException;

/** Expands zstd data in memory. Nothing else here names the library, which is loaded with this. */
final class ZstdFrames {

    private ZstdFrames() {}

    /**
     * Expands frame after frame until the target is full.
     *
     * @param data the frames; what follows the last one that is needed is ignored
     * @param target takes the bytes
     * @return how many bytes there were
     * @throws DataFormatException if a frame is damaged, cut off, or has no room
     */
    static int expand(byte[] data, byte[] target) throws DataFormatException {
        int expandedBytes = 0;
        for (int at = 0; at < data.length && expandedBytes < target.length; ) {
            long frameBytes = Zstd.findFrameCompressedSize(data, at);
            requireGood(frameBytes);
            long got =
                    Zstd.decompressByteArray(
                            target,
                            expandedBytes,
                            target.length - expandedBytes,
                            data,
                            at,
                            // The cast is safe: a frame lies inside the data.
                            (int) frameBytes);
            requireGood(got);
            at += (int) frameBytes;
            expandedBytes += (int) got;
        }
        return expandedBytes;
    }

    private static void requireGood(long result) throws DataFormatException {
        if (Zstd.isError(result)) {
            throw new DataFormatException(Zstd.getErrorName(result));
        }
    }
}
