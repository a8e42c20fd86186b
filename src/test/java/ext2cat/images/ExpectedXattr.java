// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.List;

/**
 * An extended attribute, from an {@code xattrs.tsv}; all three are spelled as there, see {@link
 * Escaped}.
 *
 * @param path the file that has it
 * @param name with its name space, e.g. {@code user.colour}
 * @param value an access list is as the system call gives it, not as it lies on disk
 */
public record ExpectedXattr(String path, String name, String value) {

    static ExpectedXattr of(List<String> fields) {
        return new ExpectedXattr(fields.get(0), fields.get(1), fields.get(2));
    }
}
