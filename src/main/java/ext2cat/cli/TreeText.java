// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.FileMode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.util.Optional;

/** Draws a tree as tree(1) does. */
final class TreeText implements Tree.Output {

    private static final int SIZE_WIDTH = 11;
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
    private final boolean permissions;
    private final boolean sizes;
    private final StringBuilder indent = new StringBuilder();
    private Optional<Boolean> lastOfDirectory = Optional.empty();

    TreeText(
            Session session,
            TextOut out,
            Terminal terminal,
            Lines lines,
            boolean permissions,
            boolean sizes) {
        this.session = session;
        this.out = out;
        this.terminal = terminal;
        this.lines = lines;
        this.permissions = permissions;
        this.sizes = sizes;
    }

    @Override
    public void start(String label, Inode inode) throws IOException {
        facts(Optional.of(inode));
        out.put(coloured(label, Optional.of(inode))).put('\n');
        lastOfDirectory = Optional.empty();
    }

    @Override
    public void entry(TreeEntry entry, boolean isLast) throws IOException {
        Optional<Inode> inode = inode(entry);
        out.put(indent.toString()).put(isLast ? lines.last : lines.entry);
        facts(inode);
        out.put(coloured(entry.name().toString().replace("/", "\\x2f"), inode));
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
                    permissions || sizes || terminal.colour() || entry.type() == FileType.SYMLINK;
            return wanted ? Optional.of(entry.inode()) : Optional.empty();
        } catch (IOException e) {
            session.reportPart(e, entry.path().toString());
            return Optional.empty();
        }
    }

    private void facts(Optional<Inode> inode) throws IOException {
        if (!permissions && !sizes) {
            return;
        }
        out.put('[');
        if (permissions) {
            out.put(inode.map(one -> one.disk().fileMode().toString()).orElse("??????????"));
        }
        if (sizes) {
            out.put(permissions ? " " : "");
            out.right(inode.map(one -> Long.toString(one.sizeBytes())).orElse("?"), SIZE_WIDTH);
        }
        out.put("]  ");
    }

    private String target(TreeEntry entry, Inode symlink) throws IOException {
        try {
            return FileName.of(symlink.symlinkTarget()).toString();
        } catch (IOException e) {
            session.reportPart(e, entry.path().toString());
            return "?";
        }
    }

    private String coloured(String text, Optional<Inode> inode) {
        return inode.flatMap(one -> ink(one.disk().fileMode()))
                .map(ink -> ink.on(terminal, text))
                .orElse(text);
    }

    private static Optional<Ink> ink(FileMode mode) {
        return switch (mode.type()) {
            case DIRECTORY -> Optional.of(Ink.DIRECTORY);
            case SYMLINK -> Optional.of(Ink.SYMLINK);
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> Optional.of(Ink.SPECIAL);
            case REGULAR ->
                    (mode.bits() & EXECUTE_BITS) == 0
                            ? Optional.empty()
                            : Optional.of(Ink.EXECUTABLE);
            case UNKNOWN -> Optional.empty();
        };
    }
}
