// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.run.OpenLog;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.journal.FastChange;
import ext2cat.journal.LogTransaction;
import ext2cat.journal.Replay;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What lies in a journal, in words. */
final class JournalText {

    /** Revoked blocks that are worth a line. */
    private static final int MOST_REVOKED = 12;

    private final Writer out;
    private final OpenLog log;
    private final Times times;

    JournalText(Writer out, OpenLog log, Times times) {
        this.out = out;
        this.log = log;
        this.times = times;
    }

    void all(LoggedContents contents) throws IOException {
        JournalSuperblock superblock = log.index().superblock();
        out.write(
                "Journal of %d blocks of %d bytes, log from block %d, transaction %d next: %s\n"
                        .formatted(
                                superblock.blocks(),
                                superblock.blockSizeBytes(),
                                superblock.first(),
                                superblock.sequence(),
                                superblock.start() == 0
                                        ? "nothing to replay"
                                        : "to be replayed from block " + superblock.start()));
        for (LogTransaction transaction : log.transactions()) {
            out.write("\nTransaction " + heading(transaction) + "\n");
            out.write(" Log block  Type        Disk block  Contents\n");
            for (LogTransaction.LogItem item : transaction.items()) {
                out.write(line(item, contents));
            }
        }
        if (log.replay().isPresent() && log.replay().get().fastCommits() > 0) {
            fastCommits(log.replay().get());
        }
    }

    void versions(long block) throws IOException {
        List<OpenLog.Version> versions = log.versions(block);
        if (versions.isEmpty()) {
            out.write("The journal has no version of block " + block + ".\n");
            return;
        }
        out.write("Version  Log block  Transaction\n");
        for (int i = 0; i < versions.size(); i++) {
            OpenLog.Version version = versions.get(i);
            out.write(
                    "%7d  %9d  %s\n"
                            .formatted(
                                    i + 1,
                                    version.data().logBlock(),
                                    heading(version.transaction())));
        }
    }

    /** Where a version comes from. */
    static String source(OpenLog.Version version, Times times) {
        return "From log block %d, transaction %s"
                .formatted(version.data().logBlock(), heading(version.transaction(), times));
    }

    private String heading(LogTransaction transaction) {
        return heading(transaction, times);
    }

    private static String heading(LogTransaction transaction, Times times) {
        return transaction.number()
                + transaction.committed().map(time -> ", committed " + times.full(time)).orElse("")
                + ", "
                + transaction.state().label();
    }

    private String line(LogTransaction.LogItem item, LoggedContents contents) throws IOException {
        String block = "";
        String text =
                switch (item) {
                    case LogTransaction.Descriptor descriptor ->
                            Shown.count(descriptor.blocks(), "block");
                    case LogTransaction.Data data -> {
                        block = Long.toString(data.diskBlock());
                        yield contents.of(data) + (data.escaped() ? " (escaped)" : "");
                    }
                    case LogTransaction.Revoke revoke -> revoked(log.index().read(revoke));
                    case LogTransaction.Commit _ -> "";
                };
        return "%10d  %-10s  %10s  %s"
                        .formatted(item.logBlock(), item.label(), block, text.strip())
                        .stripTrailing()
                + "\n";
    }

    private static String revoked(List<Long> blocks) {
        String some =
                blocks.stream()
                        .limit(MOST_REVOKED)
                        .map(block -> " " + block)
                        .reduce("", String::concat);
        int more = blocks.size() - MOST_REVOKED;
        return "%s:%s%s"
                .formatted(
                        Shown.count(blocks.size(), "block"),
                        some,
                        more > 0 ? " and %d more".formatted(more) : "");
    }

    private void fastCommits(Replay replay) throws IOException {
        out.write("\n" + Shown.count(replay.fastCommits(), "fast commit") + ", to be replayed\n");
        for (FastChange change : replay.changes()) {
            out.write("  " + change(change) + "\n");
        }
    }

    private static String change(FastChange change) {
        return switch (change) {
            case FastChange.WholeInode inode -> "inode " + inode.inode();
            case FastChange.AddRange add ->
                    "inode %d: %s from file block %d on lie from block %d on%s"
                            .formatted(
                                    add.inode(),
                                    Shown.count(add.blocks(), "block"),
                                    add.fileBlock(),
                                    add.diskBlock(),
                                    add.unwritten() ? ", unwritten" : "");
            case FastChange.RemoveRange remove ->
                    "inode %d: %s from file block %d on are a hole"
                            .formatted(
                                    remove.inode(),
                                    Shown.count(remove.blocks(), "block"),
                                    remove.fileBlock());
            case FastChange.Entry entry ->
                    "directory inode %d: %s %s, inode %d"
                            .formatted(
                                    entry.directory(),
                                    entry.name(),
                                    switch (entry.kind()) {
                                        case CREATE -> "is created";
                                        case LINK -> "is linked";
                                        case UNLINK -> "is removed";
                                    },
                                    entry.inode());
        };
    }
}
