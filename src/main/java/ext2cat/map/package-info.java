// SPDX-License-Identifier: Apache-2.0

/**
 * Where a file's blocks are: {@link ext2cat.mpage.GetBlock}, and its implementation for ext2.
 *
 * <p>{@link ext2cat.map.BlockPath} is arithmetic, {@link ext2cat.map.BlockMapper} walks the
 * pointers and builds runs, {@link ext2cat.map.MapWalk} shows all pointers of a map, {@link
 * ext2cat.map.BufferCache} reads the indirect blocks. A null pointer at any level of indirection is
 * a hole of all that it would lead to; failure is an exception; neither is ever spelled as block 0.
 */
@NullMarked
package ext2cat.map;

import org.jspecify.annotations.NullMarked;
