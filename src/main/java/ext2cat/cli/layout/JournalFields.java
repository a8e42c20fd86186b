// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Shown;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.disk.record.MmpBlock;

import java.util.UUID;

/** What lies in blocks of its own beside the superblock: the journal's, and who has mounted it. */
final class JournalFields {

    private JournalFields() {}

    /** Who has the file system mounted. */
    static void mmp(MmpBlock mmp, InfoFieldList fields) {
        String meaning =
                mmp.sequence() == MmpBlock.CLEAN
                        ? " (clean)"
                        : mmp.sequence() == MmpBlock.FSCK ? " (being checked)" : " (in use)";
        fields.add(
                "MMP sequence",
                "mmp_sequence",
                "0x%08x".formatted(mmp.sequence()) + meaning,
                mmp.sequence());
        fields.time("MMP update time", "mmp_update_time", mmp.time());
        fields.add("MMP node name", "mmp_node_name", Shown.word(mmp.node()), mmp.node());
        fields.add("MMP device name", "mmp_device_name", Shown.word(mmp.device()), mmp.device());
        fields.number(
                "MMP check interval", "mmp_check_interval_seconds", mmp.checkIntervalSeconds());
    }

    /**
     * The superblock of a journal.
     *
     * @param isDevice whether it has a device of its own, which others may use
     */
    static void journal(JournalSuperblock journal, boolean isDevice, InfoFieldList fields) {
        fields.bits("Journal features", "journal_features", journal.featureLabels());
        long sizeKib = journal.blockSizeBytes() / 1024 * journal.blocks(); // below 2^54
        fields.add(
                "Total journal size",
                "journal_size_bytes",
                sizeKib < 8192 ? sizeKib + "k" : (sizeKib >> 10) + "M",
                sizeKib << 10);
        fields.number("Total journal blocks", "journal_blocks", journal.blocks());
        fields.number(
                "Max transaction length",
                "journal_transaction_blocks",
                journal.blocks() - journal.fastCommitBlocks());
        fields.number(
                "Fast commit length", "journal_fast_commit_blocks", journal.fastCommitBlocks());
        if (journal.first() != 1) {
            fields.number("Journal first block", "journal_first_block", journal.first());
        }
        fields.add(
                "Journal sequence",
                "journal_sequence",
                "0x%08x".formatted(journal.sequence()),
                journal.sequence());
        fields.number("Journal start", "journal_start", journal.start());
        if (journal.hasChecksums()) {
            fields.add(
                    "Journal checksum type",
                    "journal_checksum_type",
                    journal.checksumType() == 4 ? "crc32c" : "unknown-" + journal.checksumType());
            fields.add(
                    "Journal checksum", "journal_checksum", "0x%08x".formatted(journal.checksum()));
        }
        if (isDevice) {
            fields.bits(
                    "Journal users",
                    "journal_users",
                    journal.users().stream().map(UUID::toString).toList());
        }
        fields.some("Journal errno", "journal_errno", (int) journal.errorNumber());
    }
}
