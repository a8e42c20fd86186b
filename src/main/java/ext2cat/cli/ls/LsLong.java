// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.text.DisplayWidth;
import ext2cat.cli.text.HumanSize;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.TimeFormat;
import ext2cat.cli.text.Times;
import ext2cat.disk.record.LinuxStat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** One entry a line with all that its inode says ({@code ls -l}). */
final class LsLong implements LsLayout {

    /** Half a year as GNU ls has it: what is older is shown with its year. */
    private static final long OLD_SECONDS = 31_556_952L / 2;

    private final LsStyle style;
    private final LsNames names;
    private final Owners users;
    private final Owners groups;
    private final Times times;
    private final TimeFormat format;
    private final Instant now;

    LsLong(LsStyle style, LsNames names, Owners users, Owners groups, ZoneId zone, Instant now) {
        this.style = style;
        this.names = names;
        this.users = users;
        this.groups = groups;
        this.times = new Times(zone);
        this.format = new TimeFormat(zone);
        this.now = now;
    }

    /** How wide the columns of one listing are. */
    private static final class Widths {
        private boolean marks;
        private int links = 1;
        private int user = 1;
        private int group = 1;
        private int size = 1;
        private int major;
        private int minor;
    }

    @Override
    public void write(TextOut out, List<LsEntry> entries, boolean ofDirectory) throws IOException {
        LsPrefix prefix = new LsPrefix(style, entries);
        if (ofDirectory) {
            prefix.writeTotal(out, entries);
        }
        Widths widths = widths(entries);
        for (LsEntry entry : entries) {
            prefix.write(out, entry);
            if (entry.facts().isPresent()) {
                line(out, entry, entry.facts().get(), widths);
            } else {
                unknown(out, entry, widths);
            }
            out.put('\n');
        }
    }

    private Widths widths(List<LsEntry> entries) {
        Widths widths = new Widths();
        for (LsEntry entry : entries) {
            if (entry.facts().isEmpty()) {
                continue;
            }
            LsEntry.Facts facts = entry.facts().get();
            widths.marks |= facts.mark() != AccessMark.NONE;
            widths.links = Math.max(widths.links, TextOut.digits(facts.disk().links()));
            widths.user = Math.max(widths.user, width(users, facts.disk().uid()));
            widths.group = Math.max(widths.group, width(groups, facts.disk().gid()));
            if (facts.isDevice()) {
                widths.major =
                        Math.max(widths.major, TextOut.digits(facts.disk().deviceNumber().major()));
                widths.minor =
                        Math.max(widths.minor, TextOut.digits(facts.disk().deviceNumber().minor()));
            } else {
                widths.size = Math.max(widths.size, size(facts).length());
            }
        }
        if (widths.major > 0) {
            widths.size = Math.max(widths.size, widths.major + 2 + widths.minor);
        }
        return widths;
    }

    private void line(TextOut out, LsEntry entry, LsEntry.Facts facts, Widths widths)
            throws IOException {
        out.put(facts.disk().fileMode().toString());
        if (widths.marks) {
            out.put(facts.mark().sign());
        }
        out.put(' ');
        out.right(facts.disk().links(), widths.links).put(' ');
        if (style.owners().user()) {
            owner(out, users, facts.disk().uid(), widths.user);
        }
        if (style.owners().group()) {
            owner(out, groups, facts.disk().gid(), widths.group);
        }
        if (facts.isDevice()) {
            out.right(facts.disk().deviceNumber().major(), widths.size - 2 - widths.minor)
                    .put(", ");
            out.right(facts.disk().deviceNumber().minor(), widths.minor);
        } else {
            out.right(size(facts), widths.size);
        }
        out.put(' ');
        time(out, facts.time());
        out.put(' ');
        names.write(out, entry);
        if (facts.target().isPresent()) {
            names.writeTarget(out, facts);
        }
    }

    /** What cannot be read has question marks, as in GNU ls. */
    private void unknown(TextOut out, LsEntry entry, Widths widths) throws IOException {
        out.put("??????????").put(widths.marks ? "? " : " ").right("?", widths.links).put(' ');
        if (style.owners().user()) {
            out.left("?", widths.user).put(' ');
        }
        if (style.owners().group()) {
            out.left("?", widths.group).put(' ');
        }
        out.right("?", widths.size).put(' ').right("?", timeWidth()).put(' ');
        names.write(out, entry);
    }

    private static void owner(TextOut out, Owners owners, long number, int width)
            throws IOException {
        if (owners.name(number).isPresent()) {
            out.put(owners.name(number).get()).spaces(width - width(owners, number)).put(' ');
        } else {
            out.right(number, width).put(' ');
        }
    }

    private static int width(Owners owners, long number) {
        return DisplayWidth.of(owners.text(number));
    }

    private String size(LsEntry.Facts facts) {
        long sizeBytes = new LinuxStat(facts.disk()).sizeBytes();
        return style.human() ? HumanSize.of(sizeBytes) : Long.toString(sizeBytes);
    }

    private void time(TextOut out, Instant time) throws IOException {
        boolean recent = time.isAfter(now.minusSeconds(OLD_SECONDS)) && time.isBefore(now);
        switch (style.timeStyle().kind()) {
            case FORMAT ->
                    out.put(
                            format.format(
                                    recent ? style.timeStyle().recent() : style.timeStyle().old(),
                                    time));
            case FULL_ISO -> times.full(out, time);
            case LONG_ISO -> times.minute(out, time);
            case ISO -> {
                if (recent) {
                    times.shortTime(out, time);
                } else {
                    times.date(out, time);
                    out.put(' ');
                }
            }
            case LOCALE -> {
                if (recent) {
                    times.timeOfYear(out, time);
                } else {
                    times.dateOfYear(out, time);
                }
            }
        }
    }

    private int timeWidth() {
        return switch (style.timeStyle().kind()) {
            case FORMAT -> format.format(style.timeStyle().old(), Instant.EPOCH).length();
            case FULL_ISO -> "2023-11-14 22:13:20.000000000 +0000".length();
            case LONG_ISO -> "2023-11-14 22:13".length();
            case ISO -> "11-14 22:13".length();
            case LOCALE -> "Nov 14 22:13".length();
        };
    }
}
