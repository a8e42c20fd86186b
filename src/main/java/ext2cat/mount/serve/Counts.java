// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import java.util.concurrent.atomic.LongAdder;

/** What was asked for so far. For several threads. */
public final class Counts {

    private final LongAdder requests = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder readBytes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** Nothing yet. */
    public Counts() {}

    void request() {
        requests.increment();
    }

    void read(long bytes) {
        reads.increment();
        readBytes.add(bytes);
    }

    void failure() {
        failures.increment();
    }

    /** All requests. */
    public long requests() {
        return requests.sum();
    }

    /** Reads of files' contents. */
    public long reads() {
        return reads.sum();
    }

    /** How many bytes those gave. */
    public long readBytes() {
        return readBytes.sum();
    }

    /** Requests that were answered with EIO. */
    public long failures() {
        return failures.sum();
    }
}
