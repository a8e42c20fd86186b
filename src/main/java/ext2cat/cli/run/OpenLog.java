// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.device.BlockDevice;
import ext2cat.journal.LogIndex;
import ext2cat.journal.LogTransaction;
import ext2cat.journal.Replay;
import ext2cat.volume.JournalUse;
import ext2cat.volume.Volume;
import ext2cat.volume.log.VolumeLog;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journal of an open file system and all that lies in it.
 *
 * @param log where it lies
 * @param index what lies there
 * @param transactions the oldest first
 * @param replay what is still to be replayed; nothing if Linux refuses to
 * @param use the device that it lies on, if that is one of its own
 */
public record OpenLog(
        VolumeLog log,
        LogIndex index,
        List<LogTransaction> transactions,
        Optional<Replay> replay,
        JournalUse use)
        implements Closeable {

    /**
     * A version of a block.
     *
     * @param transaction wrote it
     * @param data where it lies
     */
    public record Version(LogTransaction transaction, LogTransaction.Data data) {}

    /** Opens the journal of a file system that the image holds. */
    public static OpenLog of(Session session, Image image, Volume volume) throws IOException {
        JournalUse use = image.openOptions(session).journal();
        try {
            VolumeLog log = VolumeLog.of(volume, use);
            LogIndex index = log.index();
            Optional<Replay> replay = replay(log);
            return new OpenLog(
                    log,
                    index,
                    index.transactions(replay.map(Replay::transactions).orElse(0L)),
                    replay,
                    use);
        } catch (IOException | RuntimeException e) {
            close(use);
            throw e;
        }
    }

    /** Why it cannot be replayed is said when the file system is opened, if it should be. */
    private static Optional<Replay> replay(VolumeLog log) {
        try {
            return Optional.of(log.replay());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The versions of a block, the newest first. */
    public List<Version> versions(long block) {
        List<Version> versions = new ArrayList<>();
        for (LogTransaction transaction : transactions.reversed()) {
            for (LogTransaction.LogItem item : transaction.items().reversed()) {
                if (item instanceof LogTransaction.Data data && data.diskBlock() == block) {
                    versions.add(new Version(transaction, data));
                }
            }
        }
        return versions;
    }

    /** The file system with a version of a block, everything else as it is; not to be closed. */
    public Volume with(Version version) throws IOException {
        return log.with(version.data().diskBlock(), index.read(version.data()));
    }

    @Override
    public void close() throws IOException {
        close(use);
    }

    private static void close(JournalUse use) throws IOException {
        if (use instanceof JournalUse.External(BlockDevice device)) {
            device.close();
        }
    }
}
