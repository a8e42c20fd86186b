// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * A place in swap space (swp_entry_t).
 *
 * @param slot the place on the device, in pages; the first is 1
 */
record SwapEntry(long slot) {}
