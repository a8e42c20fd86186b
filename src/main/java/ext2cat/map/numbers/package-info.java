// SPDX-License-Identifier: Apache-2.0

/**
 * Sets of the numbers of blocks and inodes, as large as what an image holds and not as what it
 * claims. Not exported.
 */
@NullMarked
package ext2cat.map.numbers;

import org.jspecify.annotations.NullMarked;
