// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.text.DisplayWidth;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.Times;
import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeTime;
import ext2cat.disk.record.LinuxStat;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What stands in brackets before a name in a tree, as tree(1) has it. */
final class TreeFacts {

    /** What there may be, in this order. */
    enum Fact {
        INODE,
        PERMISSIONS,
        USER,
        GROUP,
        SIZE,
        HUMAN_SIZE,
        DATE
    }

    private static final int INODE_WIDTH = 7;
    private static final int OWNER_WIDTH = 8;
    private static final int SIZE_WIDTH = 11;
    private static final int HUMAN_WIDTH = 4;
    private static final String UNITS = "KMGTPE";

    /** What tree has for six months: what is older is shown with its year. */
    private static final long OLD_SECONDS = 6 * 31 * 24 * 60 * 60;

    private final Set<Fact> facts;
    private final Owners users;
    private final Owners groups;
    private final Times times;
    private final Instant now;

    TreeFacts(Set<Fact> facts, Owners users, Owners groups, Times times, Instant now) {
        this.facts = Set.copyOf(facts);
        this.users = users;
        this.groups = groups;
        this.times = times;
        this.now = now;
    }

    /** Whether there is anything before a name. */
    boolean isAny() {
        return !facts.isEmpty();
    }

    /** Writes what is wanted of a file; question marks if it cannot be read. */
    void write(TextOut out, Optional<Inode> file) throws IOException {
        if (!isAny()) {
            return;
        }
        out.put('[');
        boolean begun = false;
        for (Fact fact : Fact.values()) {
            if (facts.contains(fact)) {
                out.put(begun ? " " : "");
                begun = true;
                if (file.isPresent()) {
                    write(out, fact, file.get());
                } else {
                    unknown(out, fact);
                }
            }
        }
        out.put("]  ");
    }

    private void write(TextOut out, Fact fact, Inode file) throws IOException {
        DiskInode disk = file.disk();
        switch (fact) {
            case INODE -> out.right(file.number(), INODE_WIDTH);
            case PERMISSIONS -> out.put(disk.fileMode().toString());
            case USER -> owner(out, users.text(disk.uid()));
            case GROUP -> owner(out, groups.text(disk.gid()));
            case SIZE -> out.right(new LinuxStat(disk).sizeBytes(), SIZE_WIDTH);
            case HUMAN_SIZE -> out.right(human(new LinuxStat(disk).sizeBytes()), HUMAN_WIDTH);
            case DATE -> date(out, disk.times().of(InodeTime.MTIME));
        }
    }

    private static void owner(TextOut out, String name) throws IOException {
        out.put(name).spaces(OWNER_WIDTH - DisplayWidth.of(name));
    }

    private void date(TextOut out, Instant time) throws IOException {
        boolean recent = !time.isAfter(now) && !time.isBefore(now.minusSeconds(OLD_SECONDS));
        if (recent) {
            times.timeOfYear(out, time);
        } else {
            times.dateOfYear(out, time);
        }
    }

    private static void unknown(TextOut out, Fact fact) throws IOException {
        switch (fact) {
            case INODE -> out.right("?", INODE_WIDTH);
            case PERMISSIONS -> out.put("??????????");
            case USER, GROUP -> out.left("?", OWNER_WIDTH);
            case SIZE -> out.right("?", SIZE_WIDTH);
            case HUMAN_SIZE -> out.right("?", HUMAN_WIDTH);
            case DATE -> out.right("?", "Nov 14 22:13".length());
        }
    }

    /** Unlike ls, tree rounds to the nearest. */
    private static String human(long bytes) {
        if (bytes < 1024) {
            return Long.toString(bytes);
        }
        double size = bytes;
        int unit = -1;
        while (unit < 0 || size >= 1024) {
            size /= 1024;
            unit++;
        }
        return (size >= 10 ? "%.0f%c" : "%.1f%c").formatted(size, UNITS.charAt(unit));
    }
}
