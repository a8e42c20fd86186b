// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests that are being answered, and which of them nobody waits for any longer. What takes
 * long asks now and then, and ends. A read is never torn out of a call: that would close the
 * image's channel.
 *
 * <p>For several threads.
 */
final class Interrupts {

    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    /** Somebody who waits for an answer. */
    static final class Waiting {

        private volatile boolean interrupted;

        /**
         * Goes on if somebody waits.
         *
         * @throws InterruptedIOException if nobody does
         */
        void requireNotInterrupted() throws InterruptedIOException {
            if (interrupted) {
                throw new InterruptedIOException();
            }
        }
    }

    /** A request is being answered from now on. */
    Waiting begin(long unique) {
        Waiting one = new Waiting();
        waiting.put(unique, one);
        return one;
    }

    /** A request was answered. */
    void end(long unique) {
        waiting.remove(unique);
    }

    /**
     * Nobody waits for a request any longer.
     *
     * @return false if it is not being answered: it was, or another thread has read it and not
     *     begun yet
     */
    boolean interrupt(long unique) {
        Waiting one = waiting.get(unique);
        if (one != null) {
            one.interrupted = true;
        }
        return one != null;
    }
}
