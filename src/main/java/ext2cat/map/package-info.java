// SPDX-License-Identifier: Apache-2.0

/**
 * Where a file's blocks are.
 *
 * <p>{@link ext2cat.map.FileMap} is what all ask: readers for a {@link ext2cat.mpage.GetBlock},
 * everybody else for a walk, which shows the data, the map's own blocks and the damage in the order
 * of the file. A kind of map is one subclass ({@link ext2cat.map.BlockMap}): it says what the root
 * in the inode is and what a block of its tree holds. Blocks are read, and pointers judged, in one
 * place for all kinds, through a {@link ext2cat.map.BufferCache}. A null pointer at any level is a
 * hole of all that it would lead to; failure is an exception; neither is ever spelled as block 0.
 */
@NullMarked
package ext2cat.map;

import org.jspecify.annotations.NullMarked;
