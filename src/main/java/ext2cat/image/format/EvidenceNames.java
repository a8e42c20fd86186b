// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.Optional;

/**
 * The names of the segments of an evidence file: {@code disk.E01} to {@code disk.E99}, then {@code
 * disk.EAA} to {@code disk.EZZ}, {@code disk.FAA}, and so on to {@code disk.ZZZ}; or all of them in
 * small letters.
 *
 * @param stem all of it before the letter
 * @param letter the first letter of the first segments
 */
record EvidenceNames(String stem, char letter) {

    private static final int DECIMALS = 99;
    private static final int LETTERS = 26;

    /** The names beside that of some segment; empty if it is not named so. */
    static Optional<EvidenceNames> of(String name) {
        int dot = name.length() - 4;
        if (dot < 0 || name.charAt(dot) != '.') {
            return Optional.empty();
        }
        char letter = name.charAt(dot + 1);
        boolean isSmall = letter >= 'a' && letter <= 'z';
        boolean hasDigits =
                Character.isDigit(name.charAt(dot + 2)) && Character.isDigit(name.charAt(dot + 3));
        String stem = name.substring(0, dot + 1);
        if (hasDigits && "EeSs".indexOf(letter) >= 0) {
            return Optional.of(new EvidenceNames(stem, letter));
        }
        return Optional.of(new EvidenceNames(stem, isSmall ? 'e' : 'E'));
    }

    /** The name of a segment, counted from 1; empty after the last one that has a name. */
    Optional<String> name(int segment) {
        if (segment <= DECIMALS) {
            return Optional.of("%s%c%02d".formatted(stem, letter, segment));
        }
        int rest = segment - DECIMALS - 1;
        boolean isSmall = Character.isLowerCase(letter);
        char zero = isSmall ? 'a' : 'A';
        // The cast is safe: there are at most 2^16 segments.
        char first = (char) (letter + rest / (LETTERS * LETTERS));
        return first > (isSmall ? 'z' : 'Z')
                ? Optional.empty()
                : Optional.of(
                        stem
                                + first
                                + (char) (zero + rest / LETTERS % LETTERS)
                                + (char) (zero + rest % LETTERS));
    }
}
