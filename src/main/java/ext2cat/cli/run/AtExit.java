// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

/** Some work that is done if the program is told to end before this is closed. */
public final class AtExit implements AutoCloseable {

    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    /** Has the work done in a thread of its own when the program is about to end. */
    public static AtExit run(Runnable work) {
        Thread hook = new Thread(work, "ext2cat at exit");
        Runtime.getRuntime().addShutdownHook(hook);
        return new AtExit(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending, and the work is being done.
        }
    }
}
