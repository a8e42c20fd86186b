// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * The walk's {@code int *nonblocking}, which 6.1 calls {@code locked}: 1 before the call; 0 after
 * it if waiting was needed. Then the lock was dropped (in 3.10 with FOLL_NOWAIT: not even that).
 */
public final class Nonblocking {

    private boolean set = true;

    /** A new one, with the value 1. */
    public Nonblocking() {}

    /** {@return whether it is still 1} */
    public boolean isSet() {
        return set;
    }

    void clear() {
        set = false;
    }

    void setAgain() {
        set = true;
    }
}
