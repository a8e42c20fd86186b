// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.DisplayWidth;
import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.TextOut;
import ext2cat.disk.FileMode;
import ext2cat.disk.FileType;

import java.io.IOException;
import java.util.Optional;

/** Writes names as {@code ls} does: in the colour of their type, with the sign of their type. */
final class LsNames {

    private static final int EXECUTE_BITS = 0111;

    private final Terminal terminal;
    private final LsStyle.Sign sign;
    private final boolean longLayout;

    LsNames(Terminal terminal, LsStyle style) {
        this.terminal = terminal;
        this.sign = style.sign();
        this.longLayout = style.layout() == LsStyle.Layout.LONG;
    }

    /** Whether a name depends on what the inode says. */
    boolean needInodes() {
        return sign != LsStyle.Sign.NONE || terminal.colour();
    }

    /** The columns that a name takes. */
    int width(LsEntry entry) {
        return DisplayWidth.of(entry.shown()) + sign(entry).length();
    }

    /** Writes a name, without the target of a symlink. */
    void write(TextOut out, LsEntry entry) throws IOException {
        Optional<FileMode> mode = entry.facts().map(facts -> facts.disk().fileMode());
        Optional<FileMode> target = entry.facts().flatMap(LsEntry.Facts::targetMode);
        out.put(terminal.nameColours().on(terminal, entry.shown(), mode, target));
        out.put(sign(entry));
    }

    /** Writes the target of a symlink. */
    void writeTarget(TextOut out, LsEntry.Facts facts) throws IOException {
        String target = facts.target().orElse("?");
        Optional<FileMode> mode = facts.targetMode();
        out.put(" -> ")
                .put(terminal.nameColours().on(terminal, target, mode, Optional.empty()))
                .put(mode.map(this::sign).orElse(""));
    }

    private String sign(LsEntry entry) {
        if (sign == LsStyle.Sign.NONE || entry.facts().isEmpty()) {
            return "";
        }
        // In a long line the target has the sign.
        LsEntry.Facts facts = entry.facts().get();
        return longLayout && facts.target().isPresent() ? "" : sign(facts.disk().fileMode());
    }

    private String sign(FileMode mode) {
        if (mode.type() == FileType.DIRECTORY) {
            return sign == LsStyle.Sign.NONE ? "" : "/";
        }
        if (sign == LsStyle.Sign.NONE || sign == LsStyle.Sign.DIRECTORY) {
            return "";
        }
        return switch (mode.type()) {
            case SYMLINK -> "@";
            case FIFO -> "|";
            case SOCKET -> "=";
            case REGULAR -> isExecutable(mode) && sign == LsStyle.Sign.CLASSIFY ? "*" : "";
            default -> "";
        };
    }

    private static boolean isExecutable(FileMode mode) {
        return (mode.bits() & EXECUTE_BITS) != 0;
    }
}
