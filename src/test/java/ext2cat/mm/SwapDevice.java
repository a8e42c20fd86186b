// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

/** Where pages are kept that memory has no room for: a device of numbered slots of a page each. */
interface SwapDevice {

    /** How many slots there are; slot 0 is the header and is never used. */
    long slots();

    /** Writes the page to a slot, and waits until it is there. */
    void write(long slot, Page page);

    /**
     * Starts to read a slot into a page that is locked for it. When it is done, the page is up to
     * date and unlocked.
     */
    void startRead(long slot, Page page);

    /** Waits until the page is no longer locked. */
    void await(Page page);
}
