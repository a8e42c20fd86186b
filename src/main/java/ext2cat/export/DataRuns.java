// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import java.io.IOException;

/** Which parts of a file are data; all else are holes. */
public interface DataRuns {

    /** Receives a run of data. */
    @FunctionalInterface
    interface RunVisitor {

        /**
         * A run of data.
         *
         * @param offsetBytes where in the file it begins, a whole number of blocks
         * @param lengthBytes a whole number of blocks, or up to the end of the file
         * @throws IOException to end the visit
         */
        void run(long offsetBytes, long lengthBytes) throws IOException;
    }

    /**
     * Tells the runs of data from the front of the file to its end; two runs never touch. May be
     * called again, and tells the same. What cannot be read of the file, and what lies after that,
     * may be told as a hole.
     *
     * @param visitor takes the runs
     * @throws IOException what the visitor throws
     */
    void forEachRun(RunVisitor visitor) throws IOException;
}
