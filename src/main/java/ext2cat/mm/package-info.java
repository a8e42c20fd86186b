// SPDX-License-Identifier: Apache-2.0

/** User memory: mappings, page tables, faults, and get_user_pages. */
package ext2cat.mm;
