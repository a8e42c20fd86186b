// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.run.Session;
import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.TextOut;
import ext2cat.disk.FileMode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.util.Optional;

/** Draws a tree as tree(1) does. */
final class TreeText implements Tree.Output {

    private static final int EXECUTE_BITS = 0111;

    /** Before an entry, before the last one, and below each of both. */
    enum Lines {
        UTF_8("\u251c\u2500\u2500 ", "\u2514\u2500\u2500 ", "\u2502\u00a0\u00a0 ", "    "),
        ASCII("|-- ", "`-- ", "|   ", "    ");

        private final String entry;
        private final String last;
        private final String below;
        private final String belowLast;

        Lines(String entry, String last, String below, String belowLast) {
            this.entry = entry;
            this.last = last;
            this.below = below;
            this.belowLast = belowLast;
        }
    }

    private final Session session;
    private final TextOut out;
    private final Terminal terminal;
    private final Lines lines;
    private final TreeFacts facts;
    private final Look look;
    private final StringBuilder indent = new StringBuilder();
    private Optional<Boolean> lastOfDirectory = Optional.empty();

    /**
     * How names look.
     *
     * @param wholePaths whether they are whole paths
     * @param indented whether lines are drawn
     * @param signs whether a sign after each name tells its type
     */
    record Look(boolean wholePaths, boolean indented, boolean signs) {}

    TreeText(
            Session session,
            TextOut out,
            Terminal terminal,
            Lines lines,
            TreeFacts facts,
            Look look) {
        this.session = session;
        this.out = out;
        this.terminal = terminal;
        this.lines = lines;
        this.facts = facts;
        this.look = look;
    }

    @Override
    public void start(String label, Inode inode) throws IOException {
        facts.write(out, Optional.of(inode));
        out.put(coloured(label, Optional.of(inode.disk().fileMode()), Optional.empty()));
        // Where the label ends in a slash already, tree too puts no other after it.
        out.put(label.endsWith("/") ? "" : sign(Optional.of(inode))).put('\n');
        lastOfDirectory = Optional.empty();
    }

    @Override
    public void entry(TreeEntry entry, boolean isLast) throws IOException {
        Optional<Inode> inode = inode(entry);
        if (look.indented()) {
            out.put(indent.toString()).put(isLast ? lines.last : lines.entry);
        }
        facts.write(out, inode);
        String name =
                look.wholePaths()
                        ? entry.path().toString()
                        : entry.name().toString().replace("/", "\\x2f");
        Optional<FileMode> mode = inode.map(one -> one.disk().fileMode());
        out.put(coloured(name, mode, targetMode(entry, inode))).put(sign(inode));
        if (inode.isPresent() && inode.get().type() == FileType.SYMLINK) {
            out.put(" -> ").put(target(entry, inode.get()));
        }
        out.put('\n');
        lastOfDirectory = Optional.of(isLast);
    }

    @Override
    public void enter() {
        // Nothing stands before the entries of the start.
        lastOfDirectory.ifPresent(last -> indent.append(last ? lines.belowLast : lines.below));
    }

    @Override
    public void leave() {
        indent.setLength(Math.max(0, indent.length() - lines.below.length()));
    }

    @Override
    public void end() {}

    /** The inode, where it is needed and can be read; that it cannot is reported with the walk. */
    private Optional<Inode> inode(TreeEntry entry) throws IOException {
        try {
            boolean wanted =
                    facts.isAny()
                            || look.signs()
                            || terminal.colour()
                            || entry.type() == FileType.SYMLINK;
            return wanted ? Optional.of(entry.inode()) : Optional.empty();
        } catch (IOException e) {
            session.reportPart(e, entry.path().toString());
            return Optional.empty();
        }
    }

    private String target(TreeEntry entry, Inode symlink) throws IOException {
        try {
            return FileName.of(symlink.symlinkTarget()).toString();
        } catch (IOException e) {
            session.reportPart(e, entry.path().toString());
            return "?";
        }
    }

    private String coloured(String text, Optional<FileMode> mode, Optional<FileMode> target) {
        return terminal.nameColours().on(terminal, text, mode, target);
    }

    /** The mode of what a symlink leads to, if its colour depends on that. */
    private Optional<FileMode> targetMode(TreeEntry entry, Optional<Inode> inode) {
        if (!terminal.colour() || inode.isEmpty() || inode.get().type() != FileType.SYMLINK) {
            return Optional.empty();
        }
        try {
            ImagePath path = ImagePath.exact(entry.path().toBytes());
            return Optional.of(path.lookup(inode.get().volume()).disk().fileMode());
        } catch (IOException _) {
            return Optional.empty(); // it leads nowhere
        }
    }

    private String sign(Optional<Inode> inode) {
        if (!look.signs() || inode.isEmpty()) {
            return "";
        }
        FileMode mode = inode.get().disk().fileMode();
        return switch (mode.type()) {
            case DIRECTORY -> "/";
            case SOCKET -> "=";
            case FIFO -> "|";
            case REGULAR -> (mode.bits() & EXECUTE_BITS) == 0 ? "" : "*";
            default -> "";
        };
    }
}
