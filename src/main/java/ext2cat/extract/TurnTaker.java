// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.export.DataRuns;
import ext2cat.export.ExportedFile;
import ext2cat.export.Receiver;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets an extraction take one step after another until another thread ends it, between two steps.
 * Without that a program that is told to end could remove what is half written while the next file
 * is begun.
 */
final class TurnTaker implements Receiver {

    private final Extraction extraction;
    private final ReentrantLock turn = new ReentrantLock();

    TurnTaker(Extraction extraction) {
        this.extraction = extraction;
    }

    /** Does some last work when the step at hand is done; no further step is ever taken. */
    void end(Consumer<Extraction> work) {
        turn.lock(); // and never unlocked
        work.accept(extraction);
    }

    @Override
    public void directory(ExportedFile directory) throws IOException {
        step(() -> extraction.directory(directory));
    }

    @Override
    public void leave(TreePath path, Inode directory) throws IOException {
        step(() -> extraction.leave(path, directory));
    }

    @Override
    public void symlink(ExportedFile symlink, byte[] target) throws IOException {
        step(() -> extraction.symlink(symlink, target));
    }

    @Override
    public void special(ExportedFile file) throws IOException {
        step(() -> extraction.special(file));
    }

    @Override
    public void hardLink(ExportedFile file, TreePath first) throws IOException {
        step(() -> extraction.hardLink(file, first));
    }

    @Override
    public void begin(ExportedFile file, DataRuns map) throws IOException {
        step(() -> extraction.begin(file, map));
    }

    @Override
    public void data(long offsetBytes, ByteBuffer bytes) throws IOException {
        step(() -> extraction.data(offsetBytes, bytes));
    }

    @Override
    public boolean wantsMore() {
        return extraction.wantsMore();
    }

    @Override
    public void end(Optional<IOException> failure) throws IOException {
        step(() -> extraction.end(failure));
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        step(() -> extraction.damage(path, thrown));
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private void step(Step step) throws IOException {
        turn.lock();
        try {
            step.take();
        } finally {
            turn.unlock();
        }
    }
}
