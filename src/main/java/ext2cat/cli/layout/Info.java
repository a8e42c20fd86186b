// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.bio.BlockUse;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Ink;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Times;
import ext2cat.cli.text.Wrapped;
import ext2cat.device.BlockDevice;
import ext2cat.disk.AcceptedFeatures;
import ext2cat.disk.FeatureFacts;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.disk.record.MmpBlock;
import ext2cat.inspect.GroupTotals;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells of a file system. One that cannot be read is told of as far as its superblock goes: with
 * features of ext4 nearly all, with a geometry that makes no sense the superblock alone.
 */
final class Info {

    private static final String LINE = "%-25s %s\n";

    private final Session session;
    private final Image source;
    private final Times times;

    Info(Session session, Image source, Times times) {
        this.session = session;
        this.source = source;
        this.times = times;
    }

    /**
     * Does the work.
     *
     * @param groups whether each group is described
     */
    ExitCode run(boolean groups, boolean json) {
        try (BlockDevice device = source.device(session)) {
            OpenOptions options = source.openOptions(session).withAccepted(AcceptedFeatures.ANY);
            Superblock asItLies = Volume.superblockOf(device, options);
            Optional<Volume> volume = volume(device, asItLies, options);
            Superblock superblock = volume.map(Volume::superblock).orElse(asItLies);
            List<InfoField> fields =
                    InfoFields.of(
                            superblock,
                            volume.isPresent() ? mmp(volume.get()) : Optional.empty(),
                            volume.isPresent() ? journal(volume.get()) : journal(device, asItLies),
                            times);
            Writer out = session.textOut();
            if (json) {
                Json.write(out, document -> write(superblock, fields, volume, groups, document));
            } else {
                write(superblock, fields, volume, groups, out);
                out.flush();
            }
        } catch (IOException | RuntimeException | Error e) {
            session.report(e, source.label());
        }
        return session.code();
    }

    /** The volume, if the superblock's geometry makes sense; else what is wrong is said. */
    private Optional<Volume> volume(BlockDevice device, Superblock superblock, OpenOptions options)
            throws IOException {
        if (superblock.features().has(IncompatFeature.JOURNAL_DEV)) {
            return Optional.empty();
        }
        try {
            superblock.verify();
        } catch (IOException e) {
            session.reportPart(e, source.label());
            return Optional.empty();
        }
        return Optional.of(Volume.open(device, options));
    }

    private void write(
            Superblock superblock,
            List<InfoField> fields,
            Optional<Volume> volume,
            boolean groups,
            Writer out)
            throws IOException {
        for (InfoField field : fields) {
            out.write(LINE.formatted(field.label() + ":", field.text()).stripTrailing() + "\n");
        }
        writeFeatures(superblock, out);
        try (DamageReport damage = new DamageReport(session, source.label())) {
            Optional<GroupTotals> space = space(volume, damage);
            List<String> hints = InfoHints.of(superblock, volume, space);
            if (!hints.isEmpty()) {
                heading("Worth knowing", out);
                for (String hint : hints) {
                    String lines = Wrapped.line(session.terminal(), "  ", 4, hint).stripTrailing();
                    out.write(Ink.WARNING.on(session.terminal(), lines) + "\n");
                }
            }
            if (space.isPresent()) {
                heading("Blocks", out);
                new SpaceBar(session.terminal(), out).write(space.get());
            }
            if (groups && volume.isPresent()) {
                out.write("\n");
                new GroupText(volume.get(), out, session.terminal(), damage).writeAll();
            }
        }
    }

    private void heading(String text, Writer out) throws IOException {
        out.write("\n" + Ink.HEADING.on(session.terminal(), text + ":") + "\n");
    }

    private void writeFeatures(Superblock superblock, Writer out) throws IOException {
        List<FeatureFacts> features = superblock.features().facts();
        if (features.isEmpty()) {
            return;
        }
        heading("Features", out);
        for (FeatureFacts facts : features) {
            String head = "  %-18s %-9s ".formatted(facts.label(), support(facts));
            out.write(
                    Wrapped.line(
                            session.terminal(),
                            head,
                            head.length(),
                            facts.meaning() + "; " + facts.reason()));
        }
    }

    private static String support(FeatureFacts facts) {
        return facts.support().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<GroupTotals> space(Optional<Volume> volume, DamageReport damage)
            throws IOException {
        return volume.isEmpty()
                ? Optional.empty()
                : Optional.of(GroupTotals.of(volume.get(), damage));
    }

    /** Who has it mounted, where that is written down. */
    private Optional<MmpBlock> mmp(Volume volume) throws IOException {
        long block = volume.superblock().details().mmpBlock();
        if (!volume.superblock().features().has(IncompatFeature.MMP)
                || !volume.blockRange().contains(block, 1)) {
            return Optional.empty();
        }
        try {
            MemorySegment bytes = volume.cache().bread(block, BlockUse.DATA, 0).data();
            return Optional.of(MmpBlock.decode(bytes.toArray(ValueLayout.JAVA_BYTE), block));
        } catch (IOException e) {
            session.reportPart(e, source.label());
            return Optional.empty();
        }
    }

    /** What the journal tells, if there is one in an inode. */
    private Optional<JournalSuperblock> journal(Volume volume) throws IOException {
        long inode = volume.superblock().details().journalInode();
        if (inode == 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = new byte[JournalSuperblock.SIZE_BYTES];
            volume.inode(inode).contents().read(0, MemorySegment.ofArray(bytes));
            return Optional.of(JournalSuperblock.decode(bytes, "journal inode " + inode));
        } catch (IOException e) {
            session.reportPart(e, source.label());
            return Optional.empty();
        }
    }

    /** What the journal tells, if the image is nothing else: it lies after the superblock. */
    private Optional<JournalSuperblock> journal(BlockDevice device, Superblock superblock)
            throws IOException {
        if (!superblock.features().has(IncompatFeature.JOURNAL_DEV)) {
            return Optional.empty();
        }
        try {
            long at = Math.max(1L << 11, 1024L << Math.min(superblock.logBlockSize(), 6));
            byte[] bytes = new byte[JournalSuperblock.SIZE_BYTES];
            device.read(at, MemorySegment.ofArray(bytes));
            return Optional.of(JournalSuperblock.decode(bytes, "journal"));
        } catch (IOException e) {
            session.reportPart(e, source.label());
            return Optional.empty();
        }
    }

    private void write(
            Superblock superblock,
            List<InfoField> fields,
            Optional<Volume> volume,
            boolean groups,
            Json json)
            throws IOException {
        json.object();
        json.object("superblock");
        for (InfoField field : fields) {
            field.write(json);
        }
        json.end();
        json.array("features");
        for (FeatureFacts facts : superblock.features().facts()) {
            json.object();
            json.field("name", facts.label());
            json.field("support", support(facts));
            json.field("meaning", facts.meaning());
            json.field("reason", facts.reason());
            json.end();
        }
        json.end();
        try (DamageReport damage = new DamageReport(session, source.label())) {
            Optional<GroupTotals> space = space(volume, damage);
            json.field("hints", InfoHints.of(superblock, volume, space));
            if (space.isPresent()) {
                json.object("blocks");
                json.field("metadata", space.get().metadataBlocks());
                json.field("used", space.get().usedBlocks());
                json.field("free", space.get().freeBlocks());
                json.end();
            }
            if (groups && volume.isPresent()) {
                new GroupJson(volume.get(), json, damage).writeAll();
            }
        }
        json.end();
    }
}
