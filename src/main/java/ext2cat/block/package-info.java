// SPDX-License-Identifier: Apache-2.0

/**
 * Where a file's blocks are: {@link ext2cat.block.GetBlock}, and its implementation for ext2.
 *
 * <p>{@link ext2cat.block.BlockPath} is arithmetic, {@link ext2cat.block.BlockMapper} walks the
 * pointers and builds runs, {@link ext2cat.block.MapWalk} shows all pointers of a map, {@link
 * ext2cat.block.BufferCache} reads the indirect blocks. A null pointer at any level of indirection
 * is a hole of all that it would lead to; failure is an exception; neither is ever spelled as block
 * 0.
 */
package ext2cat.block;
