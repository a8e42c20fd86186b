// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

/**
 * A thread beside the one that a program's work is done by, for what would only keep that one
 * waiting. The program may end without it.
 *
 * <p>A class for each such task, made long before it is started: for a lambda, or a class that it
 * did not meet in training, the JVM takes milliseconds.
 */
abstract class SecondThread extends Thread {

    /** A thread that was not started. */
    SecondThread(String name) {
        super(name);
        setDaemon(true);
    }

    /** Its work. */
    @Override
    public abstract void run();

    /** Whether it was started, however long ago. */
    final boolean wasStarted() {
        return getState() != State.NEW;
    }

    /** Waits until it has ended, if it was started: soon, and therefore whatever happens. */
    final void finish() {
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
