// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.volume.TreeWalk;

import java.util.function.UnaryOperator;

/**
 * How files are put onto the host.
 *
 * @param overwrite whether what has the name of a file, and is no directory, is replaced; and
 *     whether a directory that is there already gets the attributes of the one in the image
 * @param owners whether files get the owners that they have in the image, as far as the host lets
 * @param devices whether device files are made; if not, they are told to {@link
 *     ExtractListener#lacks} and count as no loss
 * @param filter what the walk of the trees passes through on its way here: it may hold files back,
 *     and give them other places
 */
public record ExtractOptions(
        boolean overwrite,
        boolean owners,
        boolean devices,
        UnaryOperator<TreeWalk.Visitor> filter) {

    /**
     * Options that take all files.
     *
     * @param overwrite as above
     * @param owners as above
     */
    public ExtractOptions(boolean overwrite, boolean owners) {
        this(overwrite, owners, true, UnaryOperator.identity());
    }

    /** Nothing is replaced, owners are set, and all files are taken. */
    public static final ExtractOptions DEFAULT = new ExtractOptions(false, true);
}
