// SPDX-License-Identifier: Apache-2.0

/**
 * The journal of an open file system: where its log lies, in the image or on a device of its own.
 * What is in the log is the matter of {@link ext2cat.journal}.
 *
 * <p>Not exported.
 */
@NullMarked
package ext2cat.volume.log;

import org.jspecify.annotations.NullMarked;
