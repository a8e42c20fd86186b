// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.OpenLog;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.disk.GroupLayout;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.PathsOf;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of inodes, named by paths or by numbers. One that fails is said and the next one is told of
 * all the same; of one that is damaged, what can be read is told.
 */
final class Stat {

    private final Session session;
    private final Times times;
    private final boolean json;

    Stat(Session session, Times times, boolean json) {
        this.session = session;
        this.times = times;
        this.json = json;
    }

    /**
     * Tells of some files.
     *
     * @param paths as typed
     * @param follow whether a symlink at the end of a path is followed
     */
    ExitCode paths(Image source, List<String> paths, boolean follow) {
        return session.run(
                source,
                volume ->
                        tellAll(
                                volume,
                                out -> {
                                    FileArguments arguments =
                                            new FileArguments(volume, follow, session::reportPart);
                                    for (String typed : paths) {
                                        path(arguments, typed, out);
                                    }
                                }));
    }

    /**
     * Tells of some inodes, in use or not.
     *
     * @param withPaths whether the paths that lead to them are looked for
     */
    ExitCode numbers(Image source, List<Long> numbers, boolean withPaths) {
        return session.run(
                source,
                volume -> {
                    List<Inode> inodes = inodes(volume, numbers);
                    Optional<Map<Long, List<TreePath>>> paths =
                            withPaths
                                    ? Optional.of(paths(volume, inodes, source))
                                    : Optional.empty();
                    tellAll(
                            volume,
                            out -> {
                                for (Inode inode : inodes) {
                                    String shown = "<" + inode.number() + ">";
                                    out.tell(
                                            inode,
                                            shown,
                                            paths.map(found -> found.get(inode.number())));
                                }
                            });
                });
    }

    /**
     * Tells what some inodes were, the newest version first, as far as their blocks lie in the
     * journal. A version that is as the one before it is left out.
     */
    ExitCode versions(Image source, List<Long> numbers) {
        return session.run(
                source,
                volume -> {
                    List<Inode> inodes = inodes(volume, numbers);
                    try (OpenLog log = OpenLog.of(session, source, volume)) {
                        tellAll(
                                volume,
                                out -> {
                                    for (Inode inode : inodes) {
                                        versions(log, inode, out);
                                    }
                                });
                    }
                });
    }

    private static void versions(OpenLog log, Inode inode, Out out) throws IOException {
        GroupLayout layout = inode.volume().layout();
        long number = inode.number();
        long table = inode.volume().groupDescriptor(layout.groupOfInode(number)).inodeTable();
        ByteBuffer last = ByteBuffer.allocate(0);
        for (OpenLog.Version version : log.versions(table + layout.inodeTableBlock(number))) {
            Inode older = log.with(version).peek(number);
            if (!older.disk().bytes().equals(last)) {
                last = older.disk().bytes();
                out.tell(
                        older,
                        "<%d> in transaction %d, %s"
                                .formatted(
                                        number,
                                        version.transaction().number(),
                                        version.transaction().state().label()),
                        Optional.empty());
            }
        }
    }

    /** Where descriptions of inodes go. */
    private interface Out {
        void tell(Inode inode, String shown, Optional<List<TreePath>> paths) throws IOException;
    }

    /** What describes inodes, one after another. */
    private interface Telling {
        void to(Out out) throws IOException;
    }

    private void tellAll(Volume volume, Telling telling) throws IOException {
        Writer writer = session.textOut();
        Owners users = Owners.users(volume);
        Owners groups = Owners.groups(volume);
        if (json) {
            Json.write(
                    writer,
                    document -> {
                        document.array();
                        telling.to(
                                (inode, shown, paths) ->
                                        tellJson(
                                                new InodeJson(document, users, groups),
                                                inode,
                                                shown,
                                                paths));
                        document.end();
                    });
            return;
        }
        InodeText text = new InodeText(writer, session.terminal(), times, users, groups);
        telling.to(
                (inode, shown, paths) -> {
                    try (DamageReport damage = new DamageReport(session, shown)) {
                        session.warn(shown, inode.disk());
                        text.write(InodeFacts.of(inode, damage), shown, paths);
                    }
                });
        writer.flush();
    }

    private void tellJson(InodeJson out, Inode inode, String shown, Optional<List<TreePath>> paths)
            throws IOException {
        try (DamageReport damage = new DamageReport(session, shown)) {
            session.warn(shown, inode.disk());
            out.write(InodeFacts.of(inode, damage), shown, paths);
        }
    }

    private void path(FileArguments arguments, String typed, Out out) throws IOException {
        try {
            for (Located located : arguments.locate(typed)) {
                out.tell(located.inode(), FileArguments.label(located), Optional.empty());
            }
        } catch (IOException e) {
            session.reportPart(e, Shown.word(typed));
        }
    }

    private List<Inode> inodes(Volume volume, List<Long> numbers) throws IOException {
        List<Inode> inodes = new ArrayList<>();
        for (long number : numbers) {
            try {
                inodes.add(volume.peek(FileArguments.verifyInode(volume, number)));
            } catch (IOException e) {
                session.reportPart(e, "<" + number + ">");
            }
        }
        return inodes;
    }

    private Map<Long, List<TreePath>> paths(Volume volume, List<Inode> inodes, Image source)
            throws IOException {
        try (DamageReport damage = new DamageReport(session, source.label())) {
            return PathsOf.of(volume, inodes, damage);
        }
    }
}
