// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

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
        try {
            for (int at = 0; at < data.length && expandedBytes < target.length; ) {
                // The casts are safe: a frame lies inside the data, and its bytes in the target.
                int frameBytes = (int) checked(Zstd.findFrameCompressedSize(data, at));
                int room = target.length - expandedBytes;
                expandedBytes +=
                        (int)
                                checked(
                                        Zstd.decompressByteArray(
                                                target, expandedBytes, room, data, at, frameBytes));
                at += frameBytes;
            }
        } catch (ZstdException e) {
            throw (DataFormatException) new DataFormatException(e.getMessage()).initCause(e);
        }
        return expandedBytes;
    }

    private static long checked(long result) throws DataFormatException {
        if (Zstd.isError(result)) {
            throw new DataFormatException(Zstd.getErrorName(result));
        }
        return result;
    }
}
