// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.List;

/**
 * A file that was deleted, from a {@code deleted.tsv}. Its inode and its blocks still hold it.
 *
 * @param inode its number
 * @param permissions the twelve lowest bits of i_mode
 * @param dtimeSeconds when it was deleted
 * @param sizeBytes the size that the inode still tells
 * @param sha256 of the contents, in hex
 * @param path where it was, spelled as in {@link Escaped}
 */
public record DeletedFile(
        long inode,
        int permissions,
        long dtimeSeconds,
        long sizeBytes,
        String sha256,
        String path) {

    static DeletedFile of(List<String> fields) {
        return new DeletedFile(
                Long.parseLong(fields.get(0)),
                Integer.parseInt(fields.get(1), 8),
                Long.parseLong(fields.get(2)),
                Long.parseLong(fields.get(3)),
                fields.get(4),
                fields.get(5));
    }
}
