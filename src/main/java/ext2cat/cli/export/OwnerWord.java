// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Shown;

import java.nio.file.FileSystemException;
import java.util.OptionalLong;

/**
 * An owner for all files, as GNU tar's {@code --owner} takes it: {@code 0}, {@code +0}, {@code
 * root:0}, or {@code root} if the image has this name.
 */
final class OwnerWord {

    private static final long MOST = 0xFFFFFFFFL;

    private OwnerWord() {}

    /** The number that a word means. */
    static OptionalLong of(String option, String word, Owners owners) throws FileSystemException {
        String digits = word.substring(word.indexOf(':') + 1);
        String number = digits.startsWith("+") ? digits.substring(1) : digits;
        if (number.matches("[0-9]{1,10}") && Long.parseLong(number) <= MOST) {
            return OptionalLong.of(Long.parseLong(number));
        }
        OptionalLong known = owners.number(word);
        if (known.isEmpty()) {
            throw new FileSystemException(
                    "", null, "%s: the image has no name %s".formatted(option, Shown.word(word)));
        }
        return known;
    }
}
