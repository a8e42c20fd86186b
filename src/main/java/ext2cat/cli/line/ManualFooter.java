// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a command's help says after its options, as sections of a manual page. In the help a heading
 * begins a line and ends with a colon, and what belongs to it is indented by two spaces; deeper
 * lines, and lines with columns in them, stay lines.
 */
final class ManualFooter {

    private static final Pattern HEADING = Pattern.compile("(\\S.*):");
    private static final Pattern AS_IT_STANDS = Pattern.compile(" {3,}.*|.*\\S {2,}\\S.*");

    private record Section(String heading, List<String> lines) {}

    private final List<Section> sections = new ArrayList<>();

    private ManualFooter() {
        sections.add(new Section("", new ArrayList<>()));
    }

    /** The footer of a command's help. */
    static ManualFooter of(UsageMessageSpec usage) {
        ManualFooter footer = new ManualFooter();
        footer.read(usage.footerHeading());
        for (String line : usage.footer()) {
            footer.read(line);
        }
        return footer;
    }

    private void read(String text) {
        for (String line : Literal.printed(text).split("\\R", -1)) { // lines() has none for ""
            readLine(line);
        }
    }

    private void readLine(String line) {
        var heading = HEADING.matcher(line);
        if (heading.matches()) {
            sections.add(new Section(heading.group(1), new ArrayList<>()));
        } else {
            sections.getLast().lines().add(line);
        }
    }

    /** Writes what stands before the first heading. */
    void writeOpening(Roff page) {
        List<String> lines = sections.getFirst().lines();
        if (lines.stream().anyMatch(line -> !line.isBlank())) {
            page.macro("PP");
            write(page, lines);
        }
    }

    void writeSections(Roff page) {
        for (Section section : sections.subList(1, sections.size())) {
            page.section(section.heading().toUpperCase(Locale.ROOT));
            write(page, section.lines());
        }
    }

    private static void write(Roff page, List<String> lines) {
        boolean fills = true;
        boolean begun = false;
        boolean paragraph = false;
        for (String line : lines) {
            if (line.isBlank()) {
                paragraph = begun;
                continue;
            }
            boolean asItStands = AS_IT_STANDS.matcher(line).matches();
            if (asItStands == fills) {
                page.macro(asItStands ? "nf" : "fi");
                fills = !asItStands;
            }
            if (paragraph) {
                page.macro("PP");
            }
            if (asItStands) {
                page.line(Roff.escaped(line.replaceFirst("^  ", "")));
            } else {
                page.text(line.strip());
            }
            begun = true;
            paragraph = false;
        }
        if (!fills) {
            page.macro("fi");
        }
    }
}
