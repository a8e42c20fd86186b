// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/** Nobody can tell which file of an archive is meant; it is sound. */
public final class MemberChoiceException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * An archive from which nothing is taken.
     *
     * @param archive the archive
     * @param what files are in it
     */
    MemberChoiceException(BlockDevice archive, String what) {
        super(archive.name() + ": " + what);
    }
}
