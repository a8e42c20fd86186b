// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

/** Hears of requests that failed since the image is damaged or cannot be read. */
@FunctionalInterface
public interface ServiceLog {

    /**
     * Hears of a failure. Several threads may tell at the same time, and the same thing often.
     *
     * @param inode the file that was asked for
     * @param thrown why its reader got EIO
     */
    void failed(long inode, Throwable thrown);
}
