// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.List;

/**
 * A stretch of a long file that was written, from an {@code extents.tsv}; the rest of the file
 * reads as zeros.
 *
 * @param path as it is spelled there, see {@link Escaped}
 * @param offsetBytes where it begins in the file
 * @param lengthBytes how long it is
 * @param sha256 of its bytes, in hex
 */
public record WrittenExtent(String path, long offsetBytes, int lengthBytes, String sha256) {

    static WrittenExtent of(List<String> fields) {
        return new WrittenExtent(
                fields.get(0),
                Long.parseLong(fields.get(1)),
                Integer.parseInt(fields.get(2)),
                fields.get(3));
    }
}
