// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.Optional;

/** To whom the faults of a walk are charged. */
public enum FaultCharge {
    /** To whoever makes the call, once a fault is finished. */
    CURRENT {
        @Override
        void charge(Task current, Optional<Task> given, VmFault fault, FaultFlags flags) {
            switch (fault) {
                case VmFault.Handled handled -> current.charge(handled.major() || flags.tried());
                case VmFault.Completed completed ->
                        current.charge(completed.major() || flags.tried());
                case VmFault.Found found -> {}
                case VmFault.Retry retry -> {}
                case VmFault.Failure failure -> {}
            }
        }
    },
    /** To the task that the caller names, if any; also those that were given up. */
    GIVEN_TASK {
        @Override
        void charge(Task current, Optional<Task> given, VmFault fault, FaultFlags flags) {
            if (!(fault instanceof VmFault.Failure)) {
                boolean major = fault instanceof VmFault.Handled handled && handled.major();
                given.ifPresent(task -> task.charge(major));
            }
        }
    };

    /** Counts one fault. */
    abstract void charge(Task current, Optional<Task> given, VmFault fault, FaultFlags flags);
}
