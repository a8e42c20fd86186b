// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.map.numbers.NumberSet;

/**
 * The nodes that a walk through many maps has entered. One is entered once in a map, so no map
 * takes longer than the image has pointers, whatever it says. Maps may share nodes as well, in
 * honest images those of deleted files with those of their heirs. Those that another map had before
 * are entered only up to a limit: so a million inodes with one map take no longer than a few.
 */
public final class PassedNodes {

    private final NumberSet passed = new NumberSet();
    private final boolean mayRepeat;
    private NumberSet passedHere = new NumberSet();
    private long repeatsLeft;

    /**
     * Nothing passed.
     *
     * @param mostRepeats how many nodes that one map had may be entered from another one
     */
    public PassedNodes(long mostRepeats) {
        this.mayRepeat = mostRepeats > 0;
        this.repeatsLeft = mostRepeats;
    }

    /** Another map begins. */
    void startMap() {
        if (mayRepeat) {
            passedHere = new NumberSet();
        }
    }

    /** Passes a node; false if it is not to be entered. */
    boolean pass(long diskBlock) {
        boolean fresh = passed.add(diskBlock);
        if (!mayRepeat) {
            return fresh;
        }
        return passedHere.add(diskBlock) && (fresh || repeatsLeft-- > 0);
    }
}
