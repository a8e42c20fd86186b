// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** What a walk does at an entry that has no page behind it (in a VM_MIXEDMAP area). */
public enum EntryWithoutPage {
    /** An error only if the caller wants the page: EEXIST. */
    COUNTED,
    /** Always an error: EFAULT. */
    BAD_ADDRESS
}
