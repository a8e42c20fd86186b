// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.run.OpenLog;
import ext2cat.cli.text.Json;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.journal.FastChange;
import ext2cat.journal.LogTransaction;
import ext2cat.journal.Replay;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What lies in a journal, as JSON. */
final class JournalJson {

    private final Json json;
    private final OpenLog log;
    private final LoggedContents contents;

    JournalJson(Json json, OpenLog log, LoggedContents contents) {
        this.json = json;
        this.log = log;
        this.contents = contents;
    }

    /** Writes that there is none. */
    static void writeNone(Json json) throws IOException {
        json.object();
        json.array("transactions");
        json.end();
        json.end();
    }

    /**
     * Writes it.
     *
     * @param only the block whose versions are wanted, without anything else
     */
    void write(OptionalLong only) throws IOException {
        JournalSuperblock superblock = log.index().superblock();
        json.object();
        json.field("block_size_bytes", superblock.blockSizeBytes());
        json.field("blocks", superblock.blocks());
        json.field("first_block", superblock.first());
        json.field("start_block", superblock.start());
        json.field("next_transaction", superblock.sequence());
        json.field("features", superblock.featureLabels());
        json.array("transactions");
        for (LogTransaction transaction : log.transactions()) {
            List<LogTransaction.LogItem> items =
                    transaction.items().stream().filter(item -> isWanted(item, only)).toList();
            if (!items.isEmpty()) {
                write(transaction, items);
            }
        }
        json.end();
        if (only.isEmpty()) {
            json.array("fast_changes");
            for (FastChange change : log.replay().map(Replay::changes).orElse(List.of())) {
                write(change);
            }
            json.end();
        }
        json.end();
    }

    private static boolean isWanted(LogTransaction.LogItem item, OptionalLong only) {
        return only.isEmpty()
                || item instanceof LogTransaction.Data data && data.diskBlock() == only.getAsLong();
    }

    private void write(LogTransaction transaction, List<LogTransaction.LogItem> items)
            throws IOException {
        json.object();
        json.field("transaction", transaction.number());
        json.field("state", transaction.state().label());
        if (transaction.committed().isPresent()) {
            json.field("commit_time", transaction.committed().get());
        }
        json.array("log_blocks");
        for (LogTransaction.LogItem item : items) {
            json.object();
            json.field("log_block", item.logBlock());
            json.field("type", item.label());
            if (item instanceof LogTransaction.Data data) {
                json.field("disk_block", data.diskBlock());
                json.field("escaped", data.escaped());
                String words = contents.of(data);
                if (!words.isEmpty()) {
                    json.field("contents", words);
                }
            }
            if (item instanceof LogTransaction.Revoke revoke) {
                json.array("revoked_blocks");
                for (long block : log.index().read(revoke)) {
                    json.element(block);
                }
                json.end();
            }
            json.end();
        }
        json.end();
        json.end();
    }

    private void write(FastChange change) throws IOException {
        json.object();
        switch (change) {
            case FastChange.WholeInode inode -> {
                json.field("kind", "inode");
                json.field("inode", inode.inode());
            }
            case FastChange.AddRange add -> {
                json.field("kind", add.unwritten() ? "add unwritten range" : "add range");
                json.field("inode", add.inode());
                json.field("file_block", add.fileBlock());
                json.field("disk_block", add.diskBlock());
                json.field("blocks", add.blocks());
            }
            case FastChange.RemoveRange remove -> {
                json.field("kind", "remove range");
                json.field("inode", remove.inode());
                json.field("file_block", remove.fileBlock());
                json.field("blocks", remove.blocks());
            }
            case FastChange.Entry entry -> {
                json.field("kind", entry.kind().name().toLowerCase(Locale.ROOT));
                json.field("inode", entry.inode());
                json.field("directory_inode", entry.directory());
                json.field("name", entry.name().toString());
            }
        }
        json.end();
    }
}
