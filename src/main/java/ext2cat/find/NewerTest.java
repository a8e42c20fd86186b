// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.InodeTime;
import ext2cat.find.Expression.Test;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code -newer FILE} and {@code -newerXY FILE}: whether the time X of a file is later than the
 * time Y of another one, or if Y is {@code t} than a moment that is given as a word.
 *
 * @param time the time X, if it is stored
 * @param moment the time Y
 */
record NewerTest(InodeTime time, Instant moment) implements Test {

    /** Whether an option is one of these tests. */
    static boolean isOne(String option) {
        return option.matches("-newer([aBcm][aBcmt])?|-[ac]newer");
    }

    /**
     * Reads a test.
     *
     * @param option for which {@link #isOne} holds
     */
    static NewerTest parse(String option, String word, FindContext context)
            throws FindSyntaxException, IOException {
        String letters =
                switch (option) {
                    case "-newer" -> "mm";
                    case "-anewer" -> "am";
                    case "-cnewer" -> "cm";
                    default -> option.substring("-newer".length());
                };
        return new NewerTest(time(letters.charAt(0)), moment(option, letters, word, context));
    }

    @Override
    public boolean holds(TreeEntry entry) throws IOException {
        Optional<Instant> then = entry.inode().disk().times().stored(time);
        return then.isPresent() && then.get().isAfter(moment);
    }

    private static Instant moment(String option, String letters, String word, FindContext context)
            throws FindSyntaxException, IOException {
        if (letters.charAt(1) == 't') {
            return TimeWord.parse(option, word, context.now(), context.zone());
        }
        return context.file(word)
                .disk()
                .times()
                .stored(time(letters.charAt(1)))
                .orElseThrow(
                        () ->
                                new FindSyntaxException(
                                        option + ": no time of creation is stored of " + word));
    }

    private static InodeTime time(char letter) {
        return switch (letter) {
            case 'a' -> InodeTime.ATIME;
            case 'B' -> InodeTime.CRTIME;
            case 'c' -> InodeTime.CTIME;
            default -> InodeTime.MTIME;
        };
    }
}
