// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import java.io.IOException;

/**
 * A sound file that mutants are made of.
 *
 * @param name what reports call it; its ending may say what it is
 * @param path a path in it
 * @param bytes gives its bytes
 */
record Sample(String name, String path, Bytes bytes) {

    /** Gives the bytes of a file. */
    @FunctionalInterface
    interface Bytes {
        byte[] get() throws IOException;
    }
}
