// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

/**
 * How files are put onto the host.
 *
 * @param overwrite whether what has the name of a file, and is no directory, is replaced; and
 *     whether a directory that is there already gets the attributes of the one in the image
 * @param owners whether files get the owners that they have in the image, as far as the host lets
 */
public record ExtractOptions(boolean overwrite, boolean owners) {

    /** Nothing is replaced, and owners are set. */
    public static final ExtractOptions DEFAULT = new ExtractOptions(false, true);
}
