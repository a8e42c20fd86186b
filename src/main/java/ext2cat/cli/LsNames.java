// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.FileMode;

import java.io.IOException;
import java.util.Optional;

/** Writes names as {@code ls} does: in the colour of their type, with the sign of their type. */
final class LsNames {

    private static final int EXECUTE_BITS = 0111;

    private final Terminal terminal;
    private final boolean classify;
    private final boolean longLayout;

    LsNames(Terminal terminal, LsStyle style) {
        this.terminal = terminal;
        this.classify = style.classify();
        this.longLayout = style.layout() == LsStyle.Layout.LONG;
    }

    /** Whether a name depends on what the inode says. */
    boolean needInodes() {
        return classify || terminal.colour();
    }

    /** The columns that a name takes. */
    int width(LsEntry entry) {
        return DisplayWidth.of(entry.shown()) + sign(entry).length();
    }

    /** Writes a name, without the target of a symlink. */
    void write(TextOut out, LsEntry entry) throws IOException {
        out.put(coloured(entry.shown(), entry.facts().map(facts -> facts.disk().fileMode())));
        out.put(sign(entry));
    }

    /** Writes the target of a symlink. */
    void writeTarget(TextOut out, LsEntry.Facts facts) throws IOException {
        out.put(" -> ").put(coloured(facts.target().orElse("?"), facts.targetMode()));
        if (classify && facts.targetMode().isPresent()) {
            out.put(sign(facts.targetMode().get()));
        }
    }

    private String sign(LsEntry entry) {
        if (!classify || entry.facts().isEmpty()) {
            return "";
        }
        // In a long line the target has the sign.
        LsEntry.Facts facts = entry.facts().get();
        return longLayout && facts.target().isPresent() ? "" : sign(facts.disk().fileMode());
    }

    private static String sign(FileMode mode) {
        return switch (mode.type()) {
            case DIRECTORY -> "/";
            case SYMLINK -> "@";
            case FIFO -> "|";
            case SOCKET -> "=";
            case REGULAR -> (mode.bits() & EXECUTE_BITS) == 0 ? "" : "*";
            default -> "";
        };
    }

    private String coloured(String text, Optional<FileMode> mode) {
        return mode.flatMap(LsNames::ink).map(ink -> ink.on(terminal, text)).orElse(text);
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
