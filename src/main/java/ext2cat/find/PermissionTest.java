// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.find.Expression.Test;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code -perm}: {@code 644} exactly these bits, {@code -644} all of them, {@code /644} any of
 * them; or in letters, {@code -u+w,g=rx}.
 */
record PermissionTest(Kind kind, int bits) implements Test {

    /** How bits are compared. */
    enum Kind {
        EXACTLY,
        ALL,
        ANY
    }

    private static final int ALL_BITS = 07777;
    private static final Pattern CLAUSE = Pattern.compile("([ugoa]*)([-+=])([rwxst]*)");

    static PermissionTest parse(String word) throws FindSyntaxException {
        Kind kind =
                word.startsWith("-") ? Kind.ALL : word.startsWith("/") ? Kind.ANY : Kind.EXACTLY;
        String mode = kind == Kind.EXACTLY ? word : word.substring(1);
        if (mode.matches("0*[0-7]{1,4}")) {
            return new PermissionTest(kind, Integer.parseInt(mode, 8));
        }
        int bits = 0;
        for (String clause : mode.split(",", -1)) {
            Matcher parts = CLAUSE.matcher(clause);
            if (!parts.matches()) {
                throw new FindSyntaxException(
                        "-perm takes a mode like 644, -644, /222 or -u+w, not '" + word + "'");
            }
            int who = who(parts.group(1));
            int what = what(parts.group(3)) & who;
            bits =
                    switch (parts.group(2)) {
                        case "=" -> bits & ~who | what;
                        case "-" -> bits & ~what;
                        default -> bits | what;
                    };
        }
        return new PermissionTest(kind, bits);
    }

    @Override
    public boolean holds(TreeEntry entry) throws IOException {
        int permissions = entry.inode().disk().permissions();
        return switch (kind) {
            case EXACTLY -> permissions == bits;
            case ALL -> (permissions & bits) == bits;
            case ANY -> bits == 0 || (permissions & bits) != 0;
        };
    }

    private static int who(String letters) {
        int mask = letters.isEmpty() ? ALL_BITS : 0;
        for (char letter : letters.toCharArray()) {
            mask |=
                    switch (letter) {
                        case 'u' -> 04700;
                        case 'g' -> 02070;
                        case 'o' -> 01007;
                        default -> ALL_BITS;
                    };
        }
        return mask;
    }

    private static int what(String letters) {
        int mask = 0;
        for (char letter : letters.toCharArray()) {
            mask |=
                    switch (letter) {
                        case 'r' -> 0444;
                        case 'w' -> 0222;
                        case 'x' -> 0111;
                        case 's' -> 06000;
                        default -> 01000;
                    };
        }
        return mask;
    }
}
