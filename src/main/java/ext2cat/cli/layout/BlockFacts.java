// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.inspect.BlockUses;

/**
 * What is known of a block.
 *
 * @param number the block
 * @param state what the bitmap says of it: {@code in use}, {@code free} …
 * @param owners what it is for
 */
record BlockFacts(long number, String state, BlockUses.Owners owners) {}
