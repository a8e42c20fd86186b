// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine.Help.Ansi;

/**
 * Text that picocli is to print as it stands. Picocli formats what it is told as printf does, looks
 * up <code>${names}</code>, and takes <code>@|bold words|@</code> for words in bold.
 */
final class Literal {

    private Literal() {}

    /** What to tell picocli, so that it prints {@code text}. */
    static String of(String text) {
        // Nothing, in bold, keeps the two signs apart that begin a style.
        return text.replace("%", "%%").replace("${", "$${").replace("@|", "@@|bold |@|");
    }

    /** What picocli prints of what it was told. */
    static String printed(String told) {
        return Ansi.OFF.text(String.format(told)).toString();
    }
}
