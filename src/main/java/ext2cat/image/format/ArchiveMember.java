// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/** A regular file in an archive. */
interface ArchiveMember {

    /** Its name in the archive. */
    String name();

    /** How large it is, as the archive says. */
    long sizeBytes();

    /**
     * Its first bytes, as many as can be had.
     *
     * @throws IOException if they cannot be read
     */
    byte[] head(int lengthBytes) throws IOException;

    /**
     * Its bytes; those of a member that is compressed begin like a file that is.
     *
     * @return closes the archive with itself
     * @throws IOException if it is of a kind that is not read
     */
    BlockDevice open() throws IOException;
}
