// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.concurrent.Callable;

/** A command, made for one run. */
public interface Command extends Callable<Integer> {

    /** What it may be told; what it was told, once its command line was read. */
    Syntax syntax();

    /**
     * Does the work; the exit code.
     *
     * @throws UsageException if what it was told makes no sense
     */
    @Override
    Integer call();
}
