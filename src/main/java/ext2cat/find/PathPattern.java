// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.find.Expression.Test;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code -regex}: whether a regular expression matches the whole path. Paths are UTF-8; one that is
 * not is matched byte by byte, as Latin-1.
 */
final class PathPattern implements Test {

    /** The kinds of regular expressions that GNU find knows. */
    enum Syntax {
        /** That of GNU find unless another is wanted. */
        EMACS(Pattern.UNIX_LINES),
        /** That of GNU find, in which a dot is any character, also the end of a line. */
        FINDUTILS(Pattern.DOTALL),
        /** Those of grep. */
        BASIC(Pattern.DOTALL),
        /** Those of egrep. */
        EXTENDED(Pattern.DOTALL);

        private final int flags;

        Syntax(int flags) {
            this.flags = flags;
        }

        static Syntax of(String word) throws FindSyntaxException {
            return switch (word) {
                case "emacs" -> EMACS;
                case "findutils-default" -> FINDUTILS;
                case "posix-basic", "posix-minimal-basic", "ed", "sed", "grep" -> BASIC;
                case "posix-extended", "posix-egrep", "egrep", "gnu-awk", "posix-awk", "awk" ->
                        EXTENDED;
                default ->
                        throw new FindSyntaxException(
                                "-regextype takes emacs, posix-basic or posix-extended, not '"
                                        + word
                                        + "'");
            };
        }
    }

    private final String option;
    private final Pattern utf8;
    private final Pattern bytes;

    PathPattern(String option, byte[] word, Syntax syntax, boolean ignoreCase)
            throws FindSyntaxException {
        this.option = option;
        this.utf8 = pattern(new String(word, StandardCharsets.UTF_8), syntax, ignoreCase);
        this.bytes = pattern(new String(word, StandardCharsets.ISO_8859_1), syntax, ignoreCase);
    }

    private Pattern pattern(String word, Syntax syntax, boolean ignoreCase)
            throws FindSyntaxException {
        int flags = syntax.flags | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        try {
            return Pattern.compile(new RegexTranslation(word, syntax).translate(), flags);
        } catch (PatternSyntaxException e) {
            throw new FindSyntaxException(
                    "%s: '%s' is not a regular expression: %s"
                            .formatted(option, word, e.getDescription()));
        } catch (StackOverflowError _) {
            throw new FindSyntaxException(option + ": the expression has too many parentheses");
        }
    }

    @Override
    public boolean holds(TreeEntry entry) throws IOException {
        byte[] path = entry.path().toBytes();
        String text = new String(path, StandardCharsets.UTF_8);
        boolean isUtf8 = text.indexOf('\uFFFD') < 0;
        try {
            return isUtf8
                    ? utf8.matcher(text).matches()
                    : bytes.matcher(new String(path, StandardCharsets.ISO_8859_1)).matches();
        } catch (StackOverflowError _) {
            throw new IOException(option + ": the path is too long for this expression");
        }
    }
}
