// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.host.Errno;
import ext2cat.mm.KernelPolicies.AreasWithLocked;
import ext2cat.mm.KernelPolicies.ColdRead;
import ext2cat.mm.KernelPolicies.CowReuse;
import ext2cat.mm.KernelPolicies.DirtyThrottle;
import ext2cat.mm.KernelPolicies.EntryWithoutPage;
import ext2cat.mm.KernelPolicies.FaultCharge;
import ext2cat.mm.KernelPolicies.ForcedSharedWrite;
import ext2cat.mm.KernelPolicies.ForcedWrite;
import ext2cat.mm.KernelPolicies.GrantedWrite;
import ext2cat.mm.KernelPolicies.NegativeCount;
import ext2cat.mm.KernelPolicies.NowaitRetry;
import ext2cat.mm.KernelPolicies.StackGrowth;
import ext2cat.mm.KernelPolicies.StackGuard;
import ext2cat.mm.KernelPolicies.UserStack;

import java.util.List;
import java.util.Optional;

/**
 * Whose behaviour a machine has: a value of small policies, one for each point in which kernels
 * differ. Nothing else asks which kernel it is. A further kernel is one more value; a further
 * difference is one more policy, which each of the values then has to choose.
 */
public final class KernelModel {

    /** Linux 6.1, as recorded. */
    public static final KernelModel LINUX_6_1 =
            new KernelModel(
                    "6.1",
                    "Linux 6.1",
                    new KernelPolicies(
                            FlagTable.LINUX_6_1,
                            NegativeCount.HUGE,
                            DirtyThrottle.WITHOUT_LOCK,
                            NowaitRetry.LEAVES_NONBLOCKING,
                            ColdRead.DROPS_LOCK_FIRST,
                            ForcedSharedWrite.REFUSED,
                            ForcedWrite.BY_EXCLUSIVE_PAGE,
                            StackGrowth.NEVER,
                            StackGuard.GAP,
                            UserStack.GROWS,
                            GrantedWrite.AT_ONCE,
                            CowReuse.BY_REFERENCES,
                            EntryWithoutPage.COUNTED,
                            AreasWithLocked.REFUSED,
                            16,
                            FaultCharge.CURRENT,
                            Errno.EINTR));

    /** Linux 3.10.4, as recorded. */
    public static final KernelModel LINUX_3_10 =
            new KernelModel("3.10", "Linux 3.10", of310(NegativeCount.HUGE, StackGuard.PAGE));

    /** Linux 3.10.108, as recorded: a stack has a gap below it instead of a guard page. */
    public static final KernelModel LINUX_3_10_108 =
            new KernelModel(
                    "3.10.108", "Linux 3.10.108", of310(NegativeCount.HUGE, StackGuard.GAP));

    /** Linux 3.10 as its manual page words it: a negative number of pages is none. */
    public static final KernelModel MANUAL =
            new KernelModel(
                    "manual", "the manual page", of310(NegativeCount.NONE, StackGuard.PAGE));

    /** All models, the newest kernel first. */
    public static final List<KernelModel> ALL =
            List.of(LINUX_6_1, LINUX_3_10_108, LINUX_3_10, MANUAL);

    private final String name;
    private final String text;
    private final KernelPolicies policies;

    private KernelModel(String name, String text, KernelPolicies policies) {
        this.name = name;
        this.text = text;
        this.policies = policies;
    }

    private static KernelPolicies of310(NegativeCount negativeCount, StackGuard stackGuard) {
        return new KernelPolicies(
                FlagTable.LINUX_3_10,
                negativeCount,
                DirtyThrottle.UNDER_LOCK,
                NowaitRetry.CLEARS_NONBLOCKING,
                ColdRead.STARTS_FIRST,
                ForcedSharedWrite.COPIES,
                ForcedWrite.BY_FAULT,
                StackGrowth.EXTENDS,
                stackGuard,
                UserStack.REFUSED,
                GrantedWrite.BY_FAULT,
                CowReuse.BY_MAPPINGS,
                EntryWithoutPage.BAD_ADDRESS,
                AreasWithLocked.FILLED,
                1,
                FaultCharge.GIVEN_TASK,
                Errno.ERESTARTSYS);
    }

    /**
     * {@return the model of that name}
     *
     * @param name the version, e.g. {@code 6.1}
     */
    public static Optional<KernelModel> named(String name) {
        return ALL.stream().filter(model -> model.name.equals(name)).findFirst();
    }

    /** {@return the name by which it is chosen, {@code 6.1}} */
    public String name() {
        return name;
    }

    /** Whose behaviour it is: {@code Linux 6.1}, {@code the manual page}. */
    @Override
    public String toString() {
        return text;
    }

    KernelPolicies policies() {
        return policies;
    }
}
