// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import ext2cat.cli.line.UsageException;
import ext2cat.mount.MountOptions;
import ext2cat.mount.serve.Ownership;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options of mount(8), words between commas, as far as they mean something here. */
final class MountWords {

    /** What holds of every mount that this program makes. */
    private static final List<String> ALWAYS =
            List.of("ro", "nosuid", "nodev", "default_permissions", "noatime", "exec");

    private static final long MOST_ID = 0xFFFF_FFFEL;
    private static final int MOST_UMASK = 0777;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;

    private Optional<String> name = Optional.empty();
    private boolean allowOther;
    private boolean noExec;
    private OptionalLong uid = OptionalLong.empty();
    private OptionalLong gid = OptionalLong.empty();
    private OptionalInt umask = OptionalInt.empty();

    private MountWords() {}

    /**
     * What the words mean; the last one of a kind counts.
     *
     * @throws UsageException if one means nothing here
     */
    static MountOptions read(List<String> lists) {
        MountWords words = new MountWords();
        for (String list : lists) {
            for (String word : list.split(",")) {
                words.read(word);
            }
        }
        return new MountOptions(
                words.name,
                words.allowOther,
                words.noExec,
                new Ownership(words.uid, words.gid, words.umask));
    }

    private void read(String word) {
        int mark = word.indexOf('=');
        String key = mark < 0 ? word : word.substring(0, mark);
        String value = word.substring(mark + 1);
        if (mark < 0) {
            flag(word);
        } else {
            switch (key) {
                case "uid" -> uid = OptionalLong.of(number(word, value, DECIMAL, MOST_ID));
                case "gid" -> gid = OptionalLong.of(number(word, value, DECIMAL, MOST_ID));
                case "umask" ->
                        umask = OptionalInt.of((int) number(word, value, OCTAL, MOST_UMASK));
                case "fsname" -> name = Optional.of(value);
                default -> throw unknown(word);
            }
        }
    }

    private void flag(String word) {
        if (word.equals("allow_other")) {
            allowOther = true;
        } else if (word.equals("noexec")) {
            noExec = true;
        } else if (word.equals("rw")) {
            throw new UsageException("-o rw: an image is mounted read-only");
        } else if (!word.isEmpty() && !ALWAYS.contains(word)) {
            throw unknown(word);
        }
    }

    private static long number(String word, String value, int radix, long most) {
        try {
            long number = Long.parseLong(value, radix);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The same sentence will do.
        }
        throw new UsageException(
                "-o %s: expected %s number from 0 to %s"
                        .formatted(
                                word,
                                radix == OCTAL ? "an octal" : "a",
                                Long.toString(most, radix)));
    }

    private static UsageException unknown(String word) {
        return new UsageException(
                "-o %s: expected allow_other, noexec, uid=, gid=, umask=, fsname=, or one of %s"
                        .formatted(word, String.join(", ", ALWAYS)));
    }
}
