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

    /** How much was lost so far of what a manifest can say. */
    long ofManifest() {
        return owners + modes + setIds + devices;
    }

    /** {@return how many files do not have their owner or group} */
    public long owners() {
        return owners;
    }

    /**
     * {@return how many files do not have their permissions, but those that new files have: for the
     * owner alone}
     */
    public long modes() {
        return modes;
    }

    /**
     * {@return how many files lack their set-user-ID or set-group-ID bit: under another owner it
     * would give away what it was not meant to}
     */
    public long setIds() {
        return setIds;
    }

    /** {@return how many files do not have their times} */
    public long times() {
        return times;
    }

    /** {@return how many device files could not be made, and are not there} */
    public long devices() {
        return devices;
    }

    /**
     * {@return how many further names of files have become files of their own: sockets, symbolic
     * links whose target has a block, and what there was no memory for}
     */
    public long hardLinks() {
        return hardLinks;
    }

    /**
     * {@return how many files lack extended attributes of theirs, by namespace, e.g. {@code
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
