// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.UsageException;
import ext2cat.find.FindSyntaxException;
import ext2cat.find.TimeWord;

import java.time.Instant;
import java.time.ZoneId;

/** A moment on the command line. */
public final class TimeArgument {

    private TimeArgument() {}

    /**
     * The moment that a word means.
     *
     * @param option what it was given for
     * @param zone of a time that names none
     */
    public static Instant of(String option, String word, ZoneId zone) {
        try {
            return TimeWord.parse(option, word, Instant.now(), zone);
        } catch (FindSyntaxException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
