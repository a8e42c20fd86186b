// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;

/**
 * What a map says of a block that is not read yet: a node of its tree, or, in a damage, data.
 *
 * @param use what the block is said to hold
 * @param firstFileBlock the first file block that it covers
 * @param blocks how many file blocks it covers
 * @param diskBlock the block, perhaps one that does not exist
 */
public record NodeRef(BlockUse use, long firstFileBlock, long blocks, long diskBlock)
        implements MapNode {}
