// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much of what an image tells about its files the host did not let be set, or cannot hold. Each
 * file counts once for each kind.
 */
public final class Losses {

    private long owners;
    private long modes;
    private long setIds;
    private long times;
    private long devices;
    private long hardLinks;
    private final Map<String, Long> xattrs = new TreeMap<>();

    Losses() {}

    void countOwner() {
        owners++;
    }

    void countMode() {
        modes++;
    }

    void countSetId() {
        setIds++;
    }

    void countDevice() {
        devices++;
    }

    void countHardLink() {
        hardLinks++;
    }

    void countTimes() {
        times++;
    }

    void countXattrs(String namespace) {
        xattrs.merge(namespace, 1L, Long::sum);
    }

    /** {@return files that have not their owner or group} */
    public long owners() {
        return owners;
    }

    /**
     * {@return files that have not their permissions, but those that new files have: for the owner
     * alone}
     */
    public long modes() {
        return modes;
    }

    /**
     * {@return files without their set-user-ID or set-group-ID bit: under another owner it would
     * give away what it was not meant to}
     */
    public long setIds() {
        return setIds;
    }

    /** {@return files that have not their times} */
    public long times() {
        return times;
    }

    /** {@return device files that could not be made, which are not there} */
    public long devices() {
        return devices;
    }

    /**
     * {@return further names of a file that have become files of their own: sockets, symbolic links
     * whose target has a block, and what there was no memory for}
     */
    public long hardLinks() {
        return hardLinks;
    }

    /**
     * {@return files without all of their extended attributes, by namespace, e.g. {@code
     * security.*}}
     */
    public Map<String, Long> xattrs() {
        return Map.copyOf(xattrs);
    }

    /** {@return whether nothing was lost} */
    public boolean isEmpty() {
        return owners + setIds == 0 && isOwnersOnly();
    }

    /** Whether nothing was lost but owners, and the set-ID bits that come only with them. */
    boolean isOwnersOnly() {
        return modes + times + devices + hardLinks == 0 && xattrs.isEmpty();
    }
}
