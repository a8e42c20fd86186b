// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The lock over the areas of an address space (mmap_sem, later mmap_lock): many may look up areas
 * and fault pages in at once, one alone may change the areas. A thread gives back what it took.
 */
final class MmapLock {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    MmapLock() {}

    /** Waits for the lock, for reading. */
    void lockRead() {
        lock.readLock().lock();
    }

    /** Gives the lock back that was taken for reading. */
    void unlockRead() {
        lock.readLock().unlock();
    }

    /** Waits for the lock, for writing. */
    void lockWrite() {
        lock.writeLock().lock();
    }

    /** Gives the lock back that was taken for writing. */
    void unlockWrite() {
        lock.writeLock().unlock();
    }

    /** Whether this thread holds it for reading. */
    boolean isHeldForReading() {
        return lock.getReadHoldCount() > 0;
    }

    /**
     * Fails unless this thread holds the lock (mmap_assert_locked).
     *
     * @throws IllegalStateException if it does not
     */
    void assertHeld() {
        if (lock.getReadHoldCount() == 0 && !lock.isWriteLockedByCurrentThread()) {
            throw new IllegalStateException("mmap lock is not held by this thread");
        }
    }
}
