// SPDX-License-Identifier: Apache-2.0

/**
 * What is asked of a device: {@link ext2cat.bio.Bio}, and the one place through which every read is
 * submitted, {@link ext2cat.bio.BioSubmitter}.
 */
@NullMarked
package ext2cat.bio;

import org.jspecify.annotations.NullMarked;
