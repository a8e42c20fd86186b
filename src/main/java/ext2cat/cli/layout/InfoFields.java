// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.ErrorRecord;
import ext2cat.disk.Features;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.SuperblockDetails;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.disk.record.MmpBlock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** All that a superblock tells, in the order and under the names of {@code dumpe2fs -h}. */
final class InfoFields {

    private static final UUID NULL_UUID = new UUID(0, 0);
    private static final String NONE = "(none)";

    private final Superblock superblock;
    private final SuperblockDetails details;
    private final Features features;
    private final Times times;
    private final List<InfoField> fields = new ArrayList<>();

    private InfoFields(Superblock superblock, Times times) {
        this.superblock = superblock;
        this.details = superblock.details();
        this.features = superblock.features();
        this.times = times;
    }

    /**
     * The fields of a superblock, verified or not.
     *
     * @param mmp who has it mounted, if that can be read
     * @param journal what the journal tells, if it can be read
     */
    static List<InfoField> of(
            Superblock superblock,
            Optional<MmpBlock> mmp,
            Optional<JournalSuperblock> journal,
            Times times) {
        InfoFields all = new InfoFields(superblock, times);
        all.identity();
        all.state();
        all.counts();
        all.sizes();
        all.dates();
        all.inodes();
        all.journal();
        all.hash();
        all.backups();
        all.errors();
        all.rest();
        mmp.ifPresent(all::mmp);
        journal.ifPresent(all::journal);
        return all.fields;
    }

    private void identity() {
        String name = details.volumeName();
        add("Filesystem volume name", "volume_name", name.isEmpty() ? "<none>" : name, name);
        String mounted = details.lastMounted();
        add(
                "Last mounted on",
                "last_mounted_on",
                mounted.isEmpty() ? "<not available>" : mounted,
                mounted);
        uuid("Filesystem UUID", "uuid", details.uuid());
        add("Filesystem magic number", "magic", "0x%04X".formatted(superblock.magic()));
        add(
                "Filesystem revision #",
                "revision",
                superblock.revLevel()
                        + (superblock.revLevel() == 0
                                ? " (original)"
                                : superblock.revLevel() == 1 ? " (dynamic)" : " (unknown)"),
                superblock.revLevel());
        List<String> labels = features.labels();
        add(
                "Filesystem features",
                "features",
                labels.isEmpty() ? NONE : String.join(" ", labels),
                labels);
    }

    private void state() {
        if (details.flags() != 0) {
            bits(
                    "Filesystem flags",
                    "flag_names",
                    InfoBits.named(details.flags(), InfoBits.SUPERBLOCK_FLAGS));
        }
        bits(
                "Default mount options",
                "default_mount_options",
                InfoBits.mountOptions(details.defaultMountOptions()));
        if (!details.mountOptions().isEmpty()) {
            add("Mount options", "mount_options", details.mountOptions());
        }
        String clean = (details.state() & 1) != 0 ? "clean" : "not clean";
        add(
                "Filesystem state",
                "state",
                (details.state() & 2) != 0 ? clean + " with errors" : clean);
        add(
                "Errors behavior",
                "errors_behavior",
                switch (details.errorBehaviour()) {
                    case 1 -> "Continue";
                    case 2 -> "Remount read-only";
                    case 3 -> "Panic";
                    default -> "Unknown (continue)";
                });
        add("Filesystem OS type", "os_type", superblock.creatorOs().label());
    }

    private void counts() {
        number("Inode count", "inode_count", superblock.inodesCount());
        number("Block count", "block_count", superblock.blocksCount());
        number("Reserved block count", "reserved_block_count", details.reservedBlocksCount());
        some("Overhead clusters", "overhead_clusters", details.overheadClusters());
        number("Free blocks", "free_blocks", details.freeBlocksCount());
        number("Free inodes", "free_inodes", details.freeInodesCount());
    }

    private void sizes() {
        number("First block", "first_block", superblock.firstDataBlock());
        number("Block size", "block_size_bytes", sizeBytes(superblock.logBlockSize()));
        boolean clusters = features.has(RoCompatFeature.BIGALLOC);
        number(
                clusters ? "Cluster size" : "Fragment size",
                clusters ? "cluster_size_bytes" : "fragment_size_bytes",
                sizeBytes(details.logClusterSize()));
        if (features.has(IncompatFeature.BIT64)) {
            number(
                    "Group descriptor size",
                    "group_descriptor_size_bytes",
                    superblock.descriptorSizeBytes());
        }
        some("Reserved GDT blocks", "reserved_gdt_blocks", details.reservedGdtBlocks());
        number("Blocks per group", "blocks_per_group", superblock.blocksPerGroup());
        number(
                clusters ? "Clusters per group" : "Fragments per group",
                clusters ? "clusters_per_group" : "fragments_per_group",
                details.clustersPerGroup());
        number("Inodes per group", "inodes_per_group", superblock.inodesPerGroup());
        long perBlock =
                sizeBytes(superblock.logBlockSize()) / Math.max(1, superblock.inodeSizeBytes());
        number(
                "Inode blocks per group",
                "inode_blocks_per_group",
                Math.ceilDiv(superblock.inodesPerGroup(), Math.max(1, perBlock)));
        some("RAID stride", "raid_stride_blocks", details.raidStrideBlocks());
        some("RAID stripe width", "raid_stripe_width_blocks", details.raidStripeWidthBlocks());
        some("First meta block group", "first_meta_block_group", superblock.firstMetaBlockGroup());
        if (details.logGroupsPerFlex() > 0) {
            number(
                    "Flex block group size",
                    "flex_block_group_size",
                    details.logGroupsPerFlex() < 32 ? 1L << details.logGroupsPerFlex() : 0);
        }
    }

    private void dates() {
        if (!details.mkfsTime().equals(Instant.EPOCH)) {
            time("Filesystem created", "created", details.mkfsTime());
        }
        time("Last mount time", "last_mount_time", details.mountTime());
        time("Last write time", "last_write_time", details.writeTime());
        number("Mount count", "mount_count", details.mountCount());
        number("Maximum mount count", "maximum_mount_count", details.maxMountCount());
        time("Last checked", "last_checked", details.lastCheck());
        long interval = details.checkIntervalSeconds();
        add(
                "Check interval",
                "check_interval_seconds",
                interval + " (" + InfoBits.interval(interval) + ")",
                interval);
        if (interval > 0) {
            Instant next = details.lastCheck().plus(Duration.ofSeconds(interval));
            time("Next check after", "next_check_after", next);
        }
        if (details.kibibytesWritten() != 0) {
            add(
                    "Lifetime writes",
                    "lifetime_writes_kib",
                    InfoBits.kibibytes(details.kibibytesWritten()),
                    details.kibibytesWritten());
        }
    }

    private void inodes() {
        number("Reserved blocks uid", "reserved_blocks_uid", details.reservedBlocksUid());
        number("Reserved blocks gid", "reserved_blocks_gid", details.reservedBlocksGid());
        if (superblock.revLevel() > 0) {
            number("First inode", "first_inode", superblock.firstInode());
            number("Inode size", "inode_size_bytes", superblock.inodeSizeBytes());
        }
        some(
                "Required extra isize",
                "required_extra_isize_bytes",
                details.minExtraInodeSizeBytes());
        some("Desired extra isize", "desired_extra_isize_bytes", details.wantExtraInodeSizeBytes());
    }

    private void journal() {
        if (!details.journalUuid().equals(NULL_UUID)) {
            uuid("Journal UUID", "journal_uuid", details.journalUuid());
        }
        some("Journal inode", "journal_inode", details.journalInode());
        if (details.journalDevice() != 0) {
            add(
                    "Journal device",
                    "journal_device",
                    "0x%04x".formatted(details.journalDevice()),
                    details.journalDevice());
        }
        some("First orphan inode", "first_orphan_inode", details.lastOrphan());
    }

    private void hash() {
        String seed =
                Arrays.stream(details.hashSeed())
                        .mapToObj(word -> "%08x".formatted(Integer.reverseBytes((int) word)))
                        .collect(Collectors.joining());
        boolean seeded = !seed.chars().allMatch(digit -> digit == '0');
        if (seeded || features.has(CompatFeature.DIR_INDEX)) {
            add(
                    "Default directory hash",
                    "default_directory_hash",
                    InfoBits.hashVersion(details.defaultHashVersion()));
        }
        if (seeded) {
            String dashed = seed.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
            add("Directory Hash Seed", "directory_hash_seed", dashed);
        }
        if (details.journalBackupType() != 0) {
            add(
                    "Journal backup",
                    "journal_backup",
                    details.journalBackupType() == 1
                            ? "inode blocks"
                            : "type " + details.journalBackupType());
        }
    }

    /** The two groups with a backup where the feature sparse_super2 leaves no more. */
    private void backups() {
        if (!features.has(CompatFeature.SPARSE_SUPER2)) {
            return;
        }
        String groups =
                LongStream.of(superblock.backupGroup(0), superblock.backupGroup(1))
                        .filter(group -> group != 0)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" "));
        if (!groups.isEmpty()) {
            add("Backup block groups", "backup_block_groups", groups);
        }
    }

    private void errors() {
        some("FS Error count", "error_count", details.errorCount());
        details.firstError().ifPresent(error -> error("First", "first", error));
        details.lastError().ifPresent(error -> error("Last", "last", error));
    }

    private void error(String label, String key, ErrorRecord error) {
        time(label + " error time", key + "_error_time", error.time());
        add(label + " error function", key + "_error_function", error.function());
        number(label + " error line #", key + "_error_line", error.line());
        number(label + " error inode #", key + "_error_inode", error.inode());
        number(label + " error block #", key + "_error_block", error.block());
        some(label + " error err", key + "_error_number", error.errorCode());
    }

    private void rest() {
        if (features.has(IncompatFeature.MMP)) {
            number("MMP block number", "mmp_block", details.mmpBlock());
            number("MMP update interval", "mmp_interval_seconds", details.mmpIntervalSeconds());
        }
        some("User quota inode", "user_quota_inode", details.userQuotaInode());
        some("Group quota inode", "group_quota_inode", details.groupQuotaInode());
        some("Project quota inode", "project_quota_inode", details.projectQuotaInode());
        if (features.has(RoCompatFeature.METADATA_CSUM)) {
            add(
                    "Checksum type",
                    "checksum_type",
                    details.checksumType() == 1 ? "crc32c" : "unknown-" + details.checksumType());
            add("Checksum", "checksum", "0x%08x".formatted(details.checksum()));
        }
        if (features.has(IncompatFeature.METADATA_CSUM_SEED)) {
            add("Checksum seed", "checksum_seed", "0x%08x".formatted(details.checksumSeed()));
        }
        if (features.has(IncompatFeature.CASEFOLD)) {
            add(
                    "Character encoding",
                    "encoding",
                    details.encoding() == 1
                            ? "utf8-12.1"
                            : "UNKNOWN_ENCODING_" + details.encoding());
            some("Encoding flags", "encoding_flag_bits", details.encodingFlags());
        }
        some("Orphan file inode", "orphan_file_inode", details.orphanFileInode());
    }

    private void mmp(MmpBlock mmp) {
        String meaning =
                mmp.sequence() == MmpBlock.CLEAN
                        ? " (clean)"
                        : mmp.sequence() == MmpBlock.FSCK ? " (being checked)" : " (in use)";
        add(
                "MMP sequence",
                "mmp_sequence",
                "0x%08x".formatted(mmp.sequence()) + meaning,
                mmp.sequence());
        time("MMP update time", "mmp_update_time", mmp.time());
        add("MMP node name", "mmp_node_name", Shown.word(mmp.node()), mmp.node());
        add("MMP device name", "mmp_device_name", Shown.word(mmp.device()), mmp.device());
        number("MMP check interval", "mmp_check_interval_seconds", mmp.checkIntervalSeconds());
    }

    private void journal(JournalSuperblock journal) {
        bits("Journal features", "journal_features", journal.featureLabels());
        long sizeKib = journal.blockSizeBytes() / 1024 * journal.blocks(); // below 2^54
        add(
                "Total journal size",
                "journal_size_bytes",
                sizeKib < 8192 ? sizeKib + "k" : (sizeKib >> 10) + "M",
                sizeKib << 10);
        number("Total journal blocks", "journal_blocks", journal.blocks());
        number(
                "Max transaction length",
                "journal_transaction_blocks",
                journal.blocks() - journal.fastCommitBlocks());
        number("Fast commit length", "journal_fast_commit_blocks", journal.fastCommitBlocks());
        if (journal.first() != 1) {
            number("Journal first block", "journal_first_block", journal.first());
        }
        add(
                "Journal sequence",
                "journal_sequence",
                "0x%08x".formatted(journal.sequence()),
                journal.sequence());
        number("Journal start", "journal_start", journal.start());
        if (journal.hasChecksums()) {
            add(
                    "Journal checksum type",
                    "journal_checksum_type",
                    journal.checksumType() == 4 ? "crc32c" : "unknown-" + journal.checksumType());
            add("Journal checksum", "journal_checksum", "0x%08x".formatted(journal.checksum()));
        }
        if (features.has(IncompatFeature.JOURNAL_DEV)) {
            bits(
                    "Journal users",
                    "journal_users",
                    journal.users().stream().map(UUID::toString).toList());
        }
        some("Journal errno", "journal_errno", (int) journal.errorNumber());
    }

    /** 0 for a size that no block has. */
    private static long sizeBytes(long log) {
        return log < 32 ? 1024L << log : 0;
    }

    private void some(String label, String key, long value) {
        if (value != 0) {
            number(label, key, value);
        }
    }

    private void number(String label, String key, long value) {
        add(label, key, Long.toString(value), value);
    }

    private void time(String label, String key, Instant time) {
        boolean never = time.equals(Instant.EPOCH);
        if (!never) {
            add(label, key, times.ctime(time), time);
        } else {
            add(label, key, "n/a", "");
        }
    }

    private void bits(String label, String key, List<String> names) {
        add(label, key, names.isEmpty() ? NONE : String.join(" ", names), names);
    }

    private void uuid(String label, String key, UUID uuid) {
        boolean none = uuid.equals(NULL_UUID);
        add(label, key, none ? "<none>" : uuid.toString(), none ? "" : uuid.toString());
    }

    private void add(String label, String key, String value) {
        add(label, key, value, value);
    }

    private void add(String label, String key, String text, Object value) {
        fields.add(new InfoField(label, key, text, value));
    }
}
