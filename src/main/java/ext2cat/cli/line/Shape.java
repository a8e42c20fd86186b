// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.List;

/**
 * How a parameter is written on the command line.
 *
 * @param names those of an option, with their dashes; none for a word
 * @param label what the help calls its value; empty for a flag, which has none
 * @param alone the value of an option that stands without one; empty if it cannot
 * @param least of words, how many there must be
 * @param most and how many there may be; of an option, how often it may be given
 */
record Shape(List<String> names, String label, String alone, int least, int most) {

    /** An option as the help shows it: {@code -q, --brief} or {@code -C, --directory=DIR}. */
    static Shape option(String text) {
        int equals = text.indexOf('=');
        String names = equals < 0 ? text : text.substring(0, equals);
        return new Shape(
                List.of(names.split(", ")), equals < 0 ? "" : text.substring(equals + 1), "", 0, 1);
    }

    /** Words that follow each other. */
    static Shape words(String label, int least, int most) {
        return new Shape(List.of(), label, "", least, most);
    }

    /** This option, allowed without its value, which then is this one. */
    Shape orAlone(String value) {
        return new Shape(names, label, value, least, most);
    }

    /** This option, allowed any number of times. */
    Shape repeated() {
        return new Shape(names, label, alone, least, Integer.MAX_VALUE);
    }

    /** Whether it has names. */
    boolean isOption() {
        return !names.isEmpty();
    }

    /** Whether it is an option without a value. */
    boolean isFlag() {
        return isOption() && label.isEmpty();
    }

    /** Whether it takes many values. */
    boolean isMany() {
        return most > 1;
    }
}
