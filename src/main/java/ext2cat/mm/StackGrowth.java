// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.Optional;

/** Whether a walk that comes to the address just below a stack lets the stack grow. */
public enum StackGrowth {
    /** It does not: nothing is mapped there (vma_lookup). */
    NEVER {
        @Override
        Optional<VmArea> find(MemoryMap map, long address) {
            return map.lookup(address);
        }
    },
    /** It does, as a user's access would (find_extend_vma). */
    EXTENDS {
        @Override
        Optional<VmArea> find(MemoryMap map, long address) {
            return map.findExtend(address);
        }
    };

    /** The area at {@code address}. */
    abstract Optional<VmArea> find(MemoryMap map, long address);
}
