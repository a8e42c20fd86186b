// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.cli.text.Ink;
import ext2cat.cli.text.Terminal;
import ext2cat.diff.Change;
import ext2cat.diff.Difference;
import ext2cat.disk.FileType;

import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;

/** Writes differences for people, a line each. */
final class DiffText {

    private final Writer out;
    private final Terminal terminal;
    private final boolean brief;

    /**
     * @param brief whether what has changed in a file is left out
     */
    DiffText(Writer out, Terminal terminal, boolean brief) {
        this.out = out;
        this.terminal = terminal;
        this.brief = brief;
    }

    void write(Difference difference) throws IOException {
        String path = difference.path().toString();
        boolean slash = difference.type() == FileType.DIRECTORY && !difference.path().isRoot();
        String line =
                switch (difference.kind()) {
                    case ADDED -> Ink.GOOD.on(terminal, "+ " + path + (slash ? "/" : ""));
                    case REMOVED -> Ink.BAD.on(terminal, "- " + path + (slash ? "/" : ""));
                    case CHANGED -> Ink.WARNING.on(terminal, "~ " + path) + changes(difference);
                };
        out.write(line + "\n");
    }

    private String changes(Difference difference) {
        return brief
                ? ""
                : difference.changes().stream()
                        .map(DiffText::sentence)
                        .collect(Collectors.joining("; ", ": ", ""));
    }

    private static String sentence(Change change) {
        if (change.first().equals(change.second())) {
            return change.what() + " differ " + change.first();
        }
        return "%s %s -> %s"
                .formatted(change.what(), orNone(change.first()), orNone(change.second()));
    }

    private static String orNone(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
