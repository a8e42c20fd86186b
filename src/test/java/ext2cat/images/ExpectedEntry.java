// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of an {@code expected.tsv}: a name in the tree from which an image was made. Names are
 * as they are spelled there, see {@link Escaped}.
 *
 * @param path from the root, which is {@code /}
 * @param type {@code file}, {@code dir}, {@code symlink}, {@code fifo}, {@code socket}, {@code
 *     char}, {@code block}, or {@code hardlink}: a further name of the file that {@code detail}
 *     names, with nothing else in its line
 * @param permissions the twelve lowest bits of i_mode
 * @param links i_links_count
 * @param uid the owner, 32 bits
 * @param gid the group, 32 bits
 * @param mtimeSeconds the time of the last change, since 1970
 * @param sizeBytes the size, which is not told for a directory
 * @param sha256 of the contents, in hex; not told for files longer than 8 GiB
 * @param detail the target of a symlink, the first name of a hard link, {@code major,minor} of a
 *     device
 * @param resolves where a symlink leads to in the end: a path, {@code loop} or {@code missing}
 */
public record ExpectedEntry(
        String path,
        String type,
        int permissions,
        int links,
        long uid,
        long gid,
        long mtimeSeconds,
        OptionalLong sizeBytes,
        Optional<String> sha256,
        Optional<String> detail,
        Optional<String> resolves) {

    /** The path's bytes. */
    public byte[] pathBytes() {
        return Escaped.bytes(path);
    }

    /** Whether this line is of that type. */
    public boolean is(String wanted) {
        return type.equals(wanted);
    }

    static ExpectedEntry of(List<String> fields) {
        return new ExpectedEntry(
                fields.get(0),
                fields.get(1),
                Integer.parseInt(orZero(fields.get(2)), 8),
                Integer.parseInt(orZero(fields.get(3))),
                Long.parseLong(orZero(fields.get(4))),
                Long.parseLong(orZero(fields.get(5))),
                Long.parseLong(orZero(fields.get(6))),
                told(fields.get(7)).stream().mapToLong(Long::parseLong).findAny(),
                told(fields.get(8)),
                told(fields.get(9)),
                told(fields.get(10)));
    }

    private static String orZero(String field) {
        return told(field).orElse("0");
    }

    private static Optional<String> told(String field) {
        return field.equals("-") ? Optional.empty() : Optional.of(field);
    }
}
