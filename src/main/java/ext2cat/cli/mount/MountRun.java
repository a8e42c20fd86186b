// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import ext2cat.cli.run.AtExit;
import ext2cat.cli.run.ProgressBar;
import ext2cat.cli.run.Session;
import ext2cat.host.StandardStreams;
import ext2cat.mount.Mount;
import ext2cat.mount.MountOptions;
import ext2cat.mount.serve.Counts;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Mounts an open image and waits until it is unmounted.
 *
 * @param label what the image is called, safe to show
 * @param directory where it is mounted
 * @param log where messages go once it is mounted, if not to standard error
 * @param background whether the launcher waits for a word that it is mounted, to come back then
 * @param verbose whether figures are shown
 */
record MountRun(
        Session session,
        String label,
        Path directory,
        MountOptions options,
        Optional<Path> log,
        boolean background,
        boolean verbose) {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long the end of the program is put off by who still uses the mount. */
    private static final int MOST_SECONDS_AT_EXIT = 2;

    void run(Volume volume) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        try (Mount mount = Mount.of(volume, label, directory, options, new MountMessages(session));
                AtExit _ = AtExit.run(() -> atExit(mount, ended))) {
            begun();
            serve(mount);
            if (verbose) {
                tell(mount.counts());
            }
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } finally {
            ended.countDown();
        }
    }

    /** Lets go of who waits for the mount. */
    private void begun() throws IOException {
        if (background) {
            Writer out = session.textOut();
            out.write("0\n"); // the launcher's exit code
            out.flush();
            StandardStreams.leave();
        } else if (verbose) {
            session.say("%s is mounted on %s; Ctrl-C unmounts it".formatted(label, directory));
        }
        if (log.isPresent()) {
            StandardStreams.appendErrors(log.get());
        }
    }

    private void serve(Mount mount) throws InterruptedException {
        try (ProgressBar bar = new ProgressBar(session.streams())) {
            while (!mount.await(LOOK)) {
                if (verbose && !background) {
                    bar.show(
                            "%d requests, read".formatted(mount.counts().requests()),
                            mount.counts().readBytes());
                }
            }
        }
    }

    private void tell(Counts counts) {
        session.say(
                "%d requests, %d reads of %d bytes, %d failures"
                        .formatted(
                                counts.requests(),
                                counts.reads(),
                                counts.readBytes(),
                                counts.failures()));
    }

    /** The program was told to end. */
    private void atExit(Mount mount, CountDownLatch ended) {
        try {
            if (!mount.unmount()) {
                session.say(directory + " was in use; who used it can read no more");
            }
            ended.await(MOST_SECONDS_AT_EXIT, TimeUnit.SECONDS);
        } catch (IOException _) {
            // It was unmounted just now.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
