// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** What a mapping may ask for besides its place and rights (MAP_GROWSDOWN and its kin). */
enum MapOption {
    /** It is a stack. */
    GROWSDOWN,
    /** Its pages are brought in and kept. */
    LOCKED,
    /** Its pages are brought in. */
    POPULATE
}
