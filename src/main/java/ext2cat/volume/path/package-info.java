// SPDX-License-Identifier: Apache-2.0

/**
 * Paths inside an image, as they are typed or stored: {@link ext2cat.volume.path.ImagePath} leads
 * to one file, {@link ext2cat.volume.path.GlobWalk} to all files that match a pattern. A path never
 * leaves the image, and at most 40 symlinks are followed.
 *
 * <p>Not exported: a user of the library gives a {@code String} to {@code Volume.lookup}, {@code
 * find} or {@code walk}.
 */
@NullMarked
package ext2cat.volume.path;

import org.jspecify.annotations.NullMarked;
