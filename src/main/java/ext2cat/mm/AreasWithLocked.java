// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** Whether the wrappers take an array for areas together with leave to drop the lock. */
public enum AreasWithLocked {
    /** They refuse: the areas would mean nothing afterwards. */
    REFUSED,
    /** They fill it as given. */
    FILLED
}
