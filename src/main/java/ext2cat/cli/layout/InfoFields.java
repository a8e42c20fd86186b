// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** All that a superblock tells, in the order and under the names of {@code dumpe2fs -h}. */
final class InfoFields {

    private final Superblock superblock;
    private final SuperblockDetails details;
    private final Features features;
    private final InfoFieldList fields;

    private InfoFields(Superblock superblock, Times times) {
        this.superblock = superblock;
        this.details = superblock.details();
        this.features = superblock.features();
        this.fields = new InfoFieldList(times);
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
        mmp.ifPresent(it -> JournalFields.mmp(it, all.fields));
        boolean isDevice = all.features.has(IncompatFeature.JOURNAL_DEV);
        journal.ifPresent(it -> JournalFields.journal(it, isDevice, all.fields));
        return all.fields.fields();
    }

    private void identity() {
        String name = details.volumeName();
        fields.add("Filesystem volume name", "volume_name", name.isEmpty() ? "<none>" : name, name);
        String mounted = details.lastMounted();
        fields.add(
                "Last mounted on",
                "last_mounted_on",
                mounted.isEmpty() ? "<not available>" : mounted,
                mounted);
        fields.uuid("Filesystem UUID", "uuid", details.uuid());
        fields.add("Filesystem magic number", "magic", "0x%04X".formatted(superblock.magic()));
        fields.add(
                "Filesystem revision #",
                "revision",
                superblock.revLevel()
                        + (superblock.revLevel() == 0
                                ? " (original)"
                                : superblock.revLevel() == 1 ? " (dynamic)" : " (unknown)"),
                superblock.revLevel());
        List<String> labels = features.labels();
        fields.add(
                "Filesystem features",
                "features",
                labels.isEmpty() ? InfoFieldList.NONE : String.join(" ", labels),
                labels);
    }

    private void state() {
        if (details.flags() != 0) {
            fields.bits(
                    "Filesystem flags",
                    "flag_names",
                    InfoBits.named(details.flags(), InfoBits.SUPERBLOCK_FLAGS));
        }
        fields.bits(
                "Default mount options",
                "default_mount_options",
                InfoBits.mountOptions(details.defaultMountOptions()));
        if (!details.mountOptions().isEmpty()) {
            fields.add("Mount options", "mount_options", details.mountOptions());
        }
        String clean = (details.state() & 1) != 0 ? "clean" : "not clean";
        fields.add(
                "Filesystem state",
                "state",
                (details.state() & 2) != 0 ? clean + " with errors" : clean);
        fields.add(
                "Errors behavior",
                "errors_behavior",
                switch (details.errorBehaviour()) {
                    case 1 -> "Continue";
                    case 2 -> "Remount read-only";
                    case 3 -> "Panic";
                    default -> "Unknown (continue)";
                });
        fields.add("Filesystem OS type", "os_type", superblock.creatorOs().label());
    }

    private void counts() {
        fields.number("Inode count", "inode_count", superblock.inodesCount());
        fields.number("Block count", "block_count", superblock.blocksCount());
        fields.number(
                "Reserved block count", "reserved_block_count", details.reservedBlocksCount());
        fields.some("Overhead clusters", "overhead_clusters", details.overheadClusters());
        fields.number("Free blocks", "free_blocks", details.freeBlocksCount());
        fields.number("Free inodes", "free_inodes", details.freeInodesCount());
    }

    private void sizes() {
        fields.number("First block", "first_block", superblock.firstDataBlock());
        fields.number("Block size", "block_size_bytes", sizeBytes(superblock.logBlockSize()));
        boolean clusters = features.has(RoCompatFeature.BIGALLOC);
        fields.number(
                clusters ? "Cluster size" : "Fragment size",
                clusters ? "cluster_size_bytes" : "fragment_size_bytes",
                sizeBytes(details.logClusterSize()));
        if (features.has(IncompatFeature.BIT64)) {
            fields.number(
                    "Group descriptor size",
                    "group_descriptor_size_bytes",
                    superblock.descriptorSizeBytes());
        }
        fields.some("Reserved GDT blocks", "reserved_gdt_blocks", details.reservedGdtBlocks());
        fields.number("Blocks per group", "blocks_per_group", superblock.blocksPerGroup());
        fields.number(
                clusters ? "Clusters per group" : "Fragments per group",
                clusters ? "clusters_per_group" : "fragments_per_group",
                details.clustersPerGroup());
        fields.number("Inodes per group", "inodes_per_group", superblock.inodesPerGroup());
        long perBlock =
                sizeBytes(superblock.logBlockSize()) / Math.max(1, superblock.inodeSizeBytes());
        fields.number(
                "Inode blocks per group",
                "inode_blocks_per_group",
                Math.ceilDiv(superblock.inodesPerGroup(), Math.max(1, perBlock)));
        fields.some("RAID stride", "raid_stride_blocks", details.raidStrideBlocks());
        fields.some(
                "RAID stripe width", "raid_stripe_width_blocks", details.raidStripeWidthBlocks());
        fields.some(
                "First meta block group",
                "first_meta_block_group",
                superblock.firstMetaBlockGroup());
        if (details.logGroupsPerFlex() > 0) {
            fields.number(
                    "Flex block group size",
                    "flex_block_group_size",
                    details.logGroupsPerFlex() < 32 ? 1L << details.logGroupsPerFlex() : 0);
        }
    }

    private void dates() {
        if (!details.mkfsTime().equals(Instant.EPOCH)) {
            fields.time("Filesystem created", "created", details.mkfsTime());
        }
        fields.time("Last mount time", "last_mount_time", details.mountTime());
        fields.time("Last write time", "last_write_time", details.writeTime());
        fields.number("Mount count", "mount_count", details.mountCount());
        fields.number("Maximum mount count", "maximum_mount_count", details.maxMountCount());
        fields.time("Last checked", "last_checked", details.lastCheck());
        long interval = details.checkIntervalSeconds();
        fields.add(
                "Check interval",
                "check_interval_seconds",
                interval + " (" + InfoBits.interval(interval) + ")",
                interval);
        if (interval > 0) {
            Instant next = details.lastCheck().plus(Duration.ofSeconds(interval));
            fields.time("Next check after", "next_check_after", next);
        }
        if (details.kibibytesWritten() != 0) {
            fields.add(
                    "Lifetime writes",
                    "lifetime_writes_kib",
                    InfoBits.kibibytes(details.kibibytesWritten()),
                    details.kibibytesWritten());
        }
    }

    private void inodes() {
        fields.number("Reserved blocks uid", "reserved_blocks_uid", details.reservedBlocksUid());
        fields.number("Reserved blocks gid", "reserved_blocks_gid", details.reservedBlocksGid());
        if (superblock.revLevel() > 0) {
            fields.number("First inode", "first_inode", superblock.firstInode());
            fields.number("Inode size", "inode_size_bytes", superblock.inodeSizeBytes());
        }
        fields.some(
                "Required extra isize",
                "required_extra_isize_bytes",
                details.minExtraInodeSizeBytes());
        fields.some(
                "Desired extra isize",
                "desired_extra_isize_bytes",
                details.wantExtraInodeSizeBytes());
    }

    private void journal() {
        if (!details.journalUuid().equals(InfoFieldList.NULL_UUID)) {
            fields.uuid("Journal UUID", "journal_uuid", details.journalUuid());
        }
        fields.some("Journal inode", "journal_inode", details.journalInode());
        if (details.journalDevice() != 0) {
            fields.add(
                    "Journal device",
                    "journal_device",
                    "0x%04x".formatted(details.journalDevice()),
                    details.journalDevice());
        }
        fields.some("First orphan inode", "first_orphan_inode", details.lastOrphan());
    }

    private void hash() {
        String seed =
                Arrays.stream(details.hashSeed())
                        .mapToObj(word -> "%08x".formatted(Integer.reverseBytes((int) word)))
                        .collect(Collectors.joining());
        boolean seeded = !seed.chars().allMatch(digit -> digit == '0');
        if (seeded || features.has(CompatFeature.DIR_INDEX)) {
            fields.add(
                    "Default directory hash",
                    "default_directory_hash",
                    InfoBits.hashVersion(details.defaultHashVersion()));
        }
        if (seeded) {
            String dashed = seed.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
            fields.add("Directory Hash Seed", "directory_hash_seed", dashed);
        }
        if (details.journalBackupType() != 0) {
            fields.add(
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
            fields.add("Backup block groups", "backup_block_groups", groups);
        }
    }

    private void errors() {
        fields.some("FS Error count", "error_count", details.errorCount());
        details.firstError().ifPresent(error -> error("First", "first", error));
        details.lastError().ifPresent(error -> error("Last", "last", error));
    }

    private void error(String label, String key, ErrorRecord error) {
        fields.time(label + " error time", key + "_error_time", error.time());
        fields.add(label + " error function", key + "_error_function", error.function());
        fields.number(label + " error line #", key + "_error_line", error.line());
        fields.number(label + " error inode #", key + "_error_inode", error.inode());
        fields.number(label + " error block #", key + "_error_block", error.block());
        fields.some(label + " error err", key + "_error_number", error.errorCode());
    }

    private void rest() {
        if (features.has(IncompatFeature.MMP)) {
            fields.number("MMP block number", "mmp_block", details.mmpBlock());
            fields.number(
                    "MMP update interval", "mmp_interval_seconds", details.mmpIntervalSeconds());
        }
        fields.some("User quota inode", "user_quota_inode", details.userQuotaInode());
        fields.some("Group quota inode", "group_quota_inode", details.groupQuotaInode());
        fields.some("Project quota inode", "project_quota_inode", details.projectQuotaInode());
        if (features.has(RoCompatFeature.METADATA_CSUM)) {
            fields.add(
                    "Checksum type",
                    "checksum_type",
                    details.checksumType() == 1 ? "crc32c" : "unknown-" + details.checksumType());
            fields.add("Checksum", "checksum", "0x%08x".formatted(details.checksum()));
        }
        if (features.has(IncompatFeature.METADATA_CSUM_SEED)) {
            fields.add(
                    "Checksum seed", "checksum_seed", "0x%08x".formatted(details.checksumSeed()));
        }
        if (features.has(IncompatFeature.CASEFOLD)) {
            fields.add(
                    "Character encoding",
                    "encoding",
                    details.encoding() == 1
                            ? "utf8-12.1"
                            : "UNKNOWN_ENCODING_" + details.encoding());
            fields.some("Encoding flags", "encoding_flag_bits", details.encodingFlags());
        }
        fields.some("Orphan file inode", "orphan_file_inode", details.orphanFileInode());
    }

    /** 0 for a size that no block has. */
    private static long sizeBytes(long log) {
        return log < 32 ? 1024L << log : 0;
    }
}
