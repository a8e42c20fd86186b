// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;

import java.util.Optional;

/** A map whose look-ups somebody watches; it is the watched map in all else. */
public abstract class WatchedMap implements GetBlock {

    /** The map that answers. */
    protected final GetBlock map;

    /**
     * A watched map.
     *
     * @param map the map that answers
     */
    protected WatchedMap(GetBlock map) {
        this.map = map;
    }

    @Override
    public final Known knownWith(long fileBlock) {
        return map.knownWith(fileBlock);
    }

    @Override
    public final Optional<Contents> inlineContents() {
        return map.inlineContents();
    }
}
