// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.volume.Located;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.Entered;

import java.io.IOException;

/** The tree of an image. */
public final class ImageTree implements ComparedTree {

    /** More than any directory that people make. */
    private static final int MAX_ENTRIES = 1 << 20;

    private final Volume volume;
    private final int maxEntries;
    private final Entered entered = new Entered();

    /** The tree of a volume. */
    public ImageTree(Volume volume) {
        this(volume, MAX_ENTRIES);
    }

    /**
     * The tree of a volume.
     *
     * @param maxEntries how many entries of one directory are compared
     */
    ImageTree(Volume volume, int maxEntries) {
        this.volume = volume;
        this.maxEntries = maxEntries;
    }

    /** How many entries of one directory are compared. */
    int maxEntries() {
        return maxEntries;
    }

    @Override
    public boolean knowsAllXattrs() {
        return true;
    }

    @Override
    public ComparedFile file(ImagePath path) throws IOException {
        return file(path.locateNoFollow(volume));
    }

    /** A file of the image that was found already. */
    public ComparedFile file(Located located) {
        return new ComparedInode(this, located.path().name(), located.inode());
    }

    /** The directories of it that were compared. */
    Entered entered() {
        return entered;
    }
}
