// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.run.Session;
import ext2cat.disk.Ext2Exception;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.walk.DirectoryEntries;
import ext2cat.volume.walk.DirectoryReader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One directory that {@code ls} lists. Its entries are remembered to be sorted, but no more of them
 * at a time than any directory that people make has: those after them are a listing of their own.
 */
final class LsDirectory {

    /** Takes the entries, in the order of the style; called again if there are very many. */
    @FunctionalInterface
    interface Entries {
        void accept(List<LsEntry> entries) throws IOException;
    }

    private static final int MOST_ENTRIES = 1 << 20;

    private final Session session;
    private final LsStyle style;
    private final LsFacts facts;
    private final Located directory;
    private final Consumer<Located> subdirectories;
    private final int mostEntries;
    private final List<LsEntry> entries = new ArrayList<>();
    private final Map<LsEntry, Located> inside = new IdentityHashMap<>();

    /**
     * A directory not read yet.
     *
     * @param subdirectories told, if the style is recursive, of the directories in it
     */
    LsDirectory(
            Session session,
            LsStyle style,
            LsFacts facts,
            Located directory,
            Consumer<Located> subdirectories) {
        this(session, style, facts, directory, subdirectories, MOST_ENTRIES);
    }

    /**
     * A directory not read yet, listed in parts of a chosen size.
     *
     * @param mostEntries how many entries are listed together
     */
    LsDirectory(
            Session session,
            LsStyle style,
            LsFacts facts,
            Located directory,
            Consumer<Located> subdirectories,
            int mostEntries) {
        this.session = session;
        this.style = style;
        this.facts = facts;
        this.directory = directory;
        this.subdirectories = subdirectories;
        this.mostEntries = mostEntries;
    }

    /** Whether an entry of that name is shown; {@code .} and {@code ..} apart. */
    private boolean shows(FileName name) {
        return style.hidden() != LsStyle.Hidden.NONE || !isHidden(name);
    }

    /** Reads the directory. */
    void read(Entries output) throws IOException {
        if (style.hidden() == LsStyle.Hidden.ALL) {
            add(FileName.DOT, directory.inode());
            add(FileName.DOT_DOT, above());
        }
        TreeWalk.Order order =
                style.sort() == LsStyle.Sort.NONE ? TreeWalk.Order.DIRECTORY : TreeWalk.Order.NAME;
        try {
            DirectoryEntries found =
                    new DirectoryEntries(
                            directory.path(), directory.inode(), order, session::reportPart);
            for (Optional<TreeEntry> entry = found.next();
                    entry.isPresent();
                    entry = found.next()) {
                if (shows(entry.get().name())) {
                    add(entry.get());
                }
                if (entries.size() == mostEntries) {
                    finish(output);
                }
            }
        } catch (Ext2Exception e) {
            damaged(e);
        }
        finish(output);
    }

    private void damaged(IOException thrown) throws IOException {
        session.reportPart(thrown, directory.path().toString());
    }

    private void add(TreeEntry entry) throws IOException {
        Optional<LsEntry.Facts> learned = Optional.empty();
        Optional<Located> below = Optional.empty();
        try {
            if (facts.wanted()) {
                learned = Optional.of(facts.facts(entry.path(), entry.inode()));
            }
            if (style.recursive() && entry.type() == FileType.DIRECTORY) {
                below = Optional.of(new Located(entry.path(), entry.inode()));
            }
        } catch (IOException e) {
            // The name is shown all the same.
            session.reportPart(e, entry.path().toString());
        }
        LsEntry one = new LsEntry(shown(entry.name()), entry.name(), entry.number(), learned);
        entries.add(one);
        below.ifPresent(located -> inside.put(one, located));
    }

    private void add(FileName name, Inode inode) throws IOException {
        entries.add(
                new LsEntry(
                        name.toString(),
                        name,
                        inode.number(),
                        Optional.of(facts.facts(directory.path(), inode))));
    }

    private void finish(Entries output) throws IOException {
        facts.sort(entries);
        output.accept(entries);
        for (LsEntry entry : entries) {
            Optional.ofNullable(inside.get(entry)).ifPresent(subdirectories);
        }
        entries.clear();
        inside.clear();
    }

    /** What {@code ..} names; the directory itself if that cannot be read. */
    private Inode above() {
        try {
            DirectoryReader reader = new DirectoryReader(directory.inode());
            if (reader.find(FileName.DOT_DOT)) {
                return directory.inode().volume().inode(reader.entry().inode());
            }
        } catch (IOException _) {
            // The walk through the same directory reports it.
        }
        return directory.inode();
    }

    private static String shown(FileName name) {
        return name.toString().replace("/", "\\x2f");
    }

    private static boolean isHidden(FileName name) {
        byte[] bytes = name.toBytes();
        return bytes.length > 0 && bytes[0] == '.';
    }
}
