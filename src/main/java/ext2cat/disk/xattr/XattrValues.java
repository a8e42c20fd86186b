// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import ext2cat.disk.CorruptImageException;

import java.io.IOException;

/** Reads values of extended attributes that lie in inodes of their own (ea_inode). */
@FunctionalInterface
public interface XattrValues {

    /** Reads nothing: the file system lacks the feature, so it has no such values. */
    XattrValues NONE =
            (inode, _) -> {
                throw new CorruptImageException(
                        "value in inode %d, without the feature ea_inode".formatted(inode));
            };

    /**
     * {@return the value}
     *
     * @param inode the inode that holds it
     * @param sizeBytes its length, as the attribute tells it
     * @throws CorruptImageException if the inode holds no such value
     * @throws IOException if it cannot be read
     */
    byte[] value(long inode, long sizeBytes) throws IOException;
}
