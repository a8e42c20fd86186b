// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.AtExit;
import ext2cat.cli.run.ContentHash;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.OpenLog;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.extract.Extract;
import ext2cat.extract.ExtractListener;
import ext2cat.extract.ExtractOptions;
import ext2cat.inspect.BlockUsers;
import ext2cat.inspect.FormerFile;
import ext2cat.inspect.FormerFiles;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes deleted files to a directory, and reports what became of each. */
final class Recover implements ExtractListener {

    /** Takes the report. */
    interface Report {

        /** One file. */
        void file(RecoveredFile file) throws IOException;

        /**
         * The end.
         *
         * @param empty how many more deleted inodes there are, of which nothing can be read
         */
        void end(long empty) throws IOException;
    }

    /** Where those without a name go, as in fsck's. */
    private static final TreePath UNNAMED = TreePath.ROOT.child(FileName.of("lost+found"));

    private record Planned(FormerFile file, TreePath place) {}

    private final Session session;
    private final ExtractOptions options;
    private final boolean onlyWhole;
    private final boolean journal;
    private final Set<Long> numbers;
    private final Set<TreePath> made = new HashSet<>();

    /**
     * A run not begun.
     *
     * @param onlyWhole whether files are left out of which some blocks are in use by others
     * @param journal whether the journal is searched
     * @param numbers of the inodes that are wanted; none for all
     */
    Recover(
            Session session,
            ExtractOptions options,
            boolean onlyWhole,
            boolean journal,
            Set<Long> numbers) {
        this.session = session;
        this.options = options;
        this.onlyWhole = onlyWhole;
        this.journal = journal;
        this.numbers = numbers;
    }

    /** Does the work. */
    void run(Image source, Volume volume, String directory, Report report) throws IOException {
        if (!Extract.isSupported()) {
            throw new IOException("files can be recovered only on Linux, on x86-64 or aarch64");
        }
        try (DamageReport damage = new DamageReport(session, source.label())) {
            FormerFiles found = new FormerFiles(volume, damage);
            found.findInImage();
            if (!journal || !volume.superblock().features().has(CompatFeature.HAS_JOURNAL)) {
                write(volume, found, directory, damage, report);
                return;
            }
            Optional<OpenLog> log = log(source, volume);
            try {
                if (log.isPresent()) {
                    found.findInLog(log.get().log(), log.get().index(), log.get().transactions());
                }
                write(volume, found, directory, damage, report);
            } finally {
                if (log.isPresent()) {
                    log.get().close();
                }
            }
        }
    }

    /** The journal; if it cannot be read, that is said, and the image itself is looked at. */
    private Optional<OpenLog> log(Image source, Volume volume) throws IOException {
        try {
            return Optional.of(OpenLog.of(session, source, volume));
        } catch (IOException e) {
            session.reportPart(e, source.label());
            return Optional.empty();
        }
    }

    private void write(
            Volume volume, FormerFiles found, String directory, DamageReport damage, Report report)
            throws IOException {
        List<FormerFile> wanted =
                found.files().stream()
                        .filter(it -> numbers.isEmpty() || numbers.contains(it.inode().number()))
                        .toList();
        BlockUsers users = BlockUsers.of(volume, wanted, damage);
        Map<Volume, RecoveredTree> trees = new LinkedHashMap<>();
        List<Planned> planned = plan(volume, wanted, trees);
        for (FormerFile former : found.directories()) {
            for (Map.Entry<Volume, RecoveredTree> tree : trees.entrySet()) {
                if (former.inode().volume() == tree.getKey()) {
                    tree.getValue().directory(former.paths().getFirst(), former.inode());
                }
            }
        }
        for (Map.Entry<Volume, RecoveredTree> tree : trees.entrySet()) {
            extract(tree.getKey(), tree.getValue(), directory);
        }
        for (Planned one : planned) {
            report.file(result(one, users));
        }
        report.end(numbers.isEmpty() ? found.empty() : 0);
    }

    /** Gives each file a place of its own: the file deleted last has its old one. */
    private List<Planned> plan(
            Volume volume, List<FormerFile> wanted, Map<Volume, RecoveredTree> trees) {
        RecoveredTree all = new RecoveredTree(volume);
        List<Planned> planned = new ArrayList<>();
        for (FormerFile file : wanted) {
            TreePath place = place(file, all);
            all.add(place, file.inode());
            planned.add(new Planned(file, place));
            if (isWritten(file)) {
                trees.computeIfAbsent(file.inode().volume(), RecoveredTree::new)
                        .add(place, file.inode());
            }
        }
        return planned;
    }

    private boolean isWritten(FormerFile file) {
        return file.state() == FormerFile.State.WHOLE
                || file.state() == FormerFile.State.PARTLY && !onlyWhole;
    }

    private static TreePath place(FormerFile file, RecoveredTree taken) {
        long number = file.inode().number();
        TreePath wanted =
                file.paths().isEmpty()
                        ? UNNAMED.child(FileName.of("#" + number))
                        : file.paths().getFirst();
        TreePath place = wanted;
        for (int i = 1; !taken.isFree(place); i++) {
            String mark = i == 1 ? "~" + number : "~%d~%d".formatted(number, i);
            FileName name = marked(wanted.name(), mark);
            place = wanted.parent().child(name);
            if (!taken.isFree(place)) {
                place = UNNAMED.child(name); // what was a directory may have been a file
            }
        }
        return place;
    }

    private static FileName marked(FileName name, String mark) {
        byte[] bytes = name.toBytes();
        byte[] end = mark.getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(bytes, bytes.length + end.length);
        System.arraycopy(end, 0, both, bytes.length, end.length);
        return FileName.of(both);
    }

    private void extract(Volume volume, RecoveredTree tree, String directory) throws IOException {
        Extract extract = new Extract(options, this);
        try (AtExit _ = AtExit.run(extract::abandon)) {
            Path path = Arguments.path(directory);
            boolean isNew = !Files.exists(path);
            Files.createDirectories(path);
            extract.run(volume, Arguments.bytes(directory), isNew, tree);
        } catch (FileSystemException e) {
            session.report(e, Shown.word(directory));
        }
        if (!extract.isFaithful()) {
            session.say(LossesText.of(extract.losses()));
            session.end(ExitCode.PATH_OR_IO);
        }
    }

    private RecoveredFile result(Planned planned, BlockUsers users) {
        FormerFile file = planned.file();
        Optional<String> hash = Optional.empty();
        RecoveredFile.Result result;
        if (!isWritten(file)) {
            boolean lost = file.state() == FormerFile.State.LOST;
            result = lost ? RecoveredFile.Result.LOST : RecoveredFile.Result.LEFT_OUT;
        } else if (!made.contains(planned.place())) {
            result = RecoveredFile.Result.FAILED;
        } else {
            boolean whole = file.state() == FormerFile.State.WHOLE;
            result = whole ? RecoveredFile.Result.WHOLE : RecoveredFile.Result.PARTLY;
            hash = ContentHash.of("SHA-256", file.inode());
        }
        if (result != RecoveredFile.Result.WHOLE && result != RecoveredFile.Result.FAILED) {
            session.end(ExitCode.CORRUPT);
        }
        return new RecoveredFile(file, planned.place(), result, users.of(file), hash);
    }

    @Override
    public void extracted(TreePath path, Inode file) {
        if (file.type() != FileType.DIRECTORY) {
            made.add(path);
        }
    }

    @Override
    public void failed(TreePath path, IOException thrown) throws IOException {
        session.reportPart(thrown, path.toString());
    }
}
