// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.GroupDescriptor;
import ext2cat.volume.GroupWalk;

import java.io.IOException;

/** Goes through the group descriptors that can be read. */
final class Groups {

    /** Takes the groups in order. */
    @FunctionalInterface
    interface Visitor {
        void group(long group, GroupDescriptor descriptor) throws IOException;
    }

    /** Hears of descriptors that cannot be read. */
    @FunctionalInterface
    private interface Losses {
        void lost(long first, long last, IOException thrown);
    }

    private Groups() {}

    /** Shows all groups; those that cannot be read are left out. */
    static void forEach(Subject subject, Visitor visitor) throws IOException {
        walk(subject, visitor, (_, _, _) -> {}); // told once, by reportUnreadable
    }

    /** Says which descriptors cannot be read. */
    static void reportUnreadable(Subject subject) throws IOException {
        walk(
                subject,
                (_, _) -> {},
                (first, last, thrown) -> {
                    subject.findings().lose(Loss.BLOCKS);
                    subject.findings().lose(Loss.ENTRIES);
                    subject.unreadable(
                            Place.group(first),
                            "the descriptors of groups %d to %d cannot be read: %s"
                                    .formatted(first, last, thrown.getMessage()),
                            thrown);
                });
    }

    private static void walk(Subject subject, Visitor visitor, Losses losses) throws IOException {
        GroupWalk.walk(
                subject.volume(),
                new GroupWalk.Visitor() {
                    @Override
                    public void group(long group, GroupDescriptor descriptor) throws IOException {
                        visitor.group(group, descriptor);
                    }

                    @Override
                    public void damage(long first, long last, IOException thrown) {
                        losses.lost(first, last, thrown);
                    }
                });
    }
}
