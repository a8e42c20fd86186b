// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.find;

import ext2cat.cli.text.Owners;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.Times;
import ext2cat.disk.DeviceNumber;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.record.LinuxStat;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The lines of {@code find -ls}, as GNU find writes them: columns that grow with what they held so
 * far, a time with the year if it is older than 180 days or more than an hour ahead, and names with
 * the escapes of C, so that a line holds nothing but ASCII.
 */
final class FindLine {

    private static final long OLD_SECONDS = 180L * 24 * 60 * 60;
    private static final long AHEAD_SECONDS = 60 * 60;

    /** GNU find leaves a number in this width, whatever stands above it. */
    private static final int NUMBER_WIDTH = 8;

    private final TextOut out;
    private final Owners users;
    private final Owners groups;
    private final Times times;
    private final long nowSeconds;

    private int inodeWidth = 9;
    private int blocksWidth = 6;
    private int linksWidth = 3;
    private int userWidth = 8;
    private int groupWidth = 8;
    private int sizeWidth = 8;
    private int majorWidth = 3;
    private int minorWidth = 3;

    FindLine(TextOut out, Owners users, Owners groups, Times times, Instant now) {
        this.out = out;
        this.users = users;
        this.groups = groups;
        this.times = times;
        this.nowSeconds = now.getEpochSecond();
    }

    /** Writes one line. */
    void write(TreeEntry entry) throws IOException {
        Inode inode = entry.inode();
        DiskInode disk = inode.disk();
        // The target first: a line is written whole or not at all.
        Optional<byte[]> target =
                inode.type() == FileType.SYMLINK
                        ? Optional.of(inode.symlinkTarget())
                        : Optional.empty();
        inodeWidth = number(inode.number(), inodeWidth);
        blocksWidth = number((new LinuxStat(disk).sectors() + 1) / 2, blocksWidth);
        mode(disk);
        linksWidth = number(disk.links(), linksWidth);
        userWidth = owner(users, disk.uid(), userWidth);
        groupWidth = owner(groups, disk.gid(), groupWidth);
        size(inode);
        time(disk.times().of(InodeTime.MTIME));
        out.put(' ');
        escape(entry.path().toBytes());
        if (target.isPresent()) {
            out.put(" -> ");
            escape(target.get());
        }
        out.put('\n');
    }

    private int number(long value, int width) throws IOException {
        out.right(value, width).put(' ');
        return Math.max(width, TextOut.digits(value));
    }

    private void mode(DiskInode disk) throws IOException {
        out.put(disk.fileMode().toString()).put(' ');
    }

    private int owner(Owners owners, long number, int width) throws IOException {
        Optional<String> name = owners.name(number);
        if (name.isPresent()) {
            int wanted = Math.max(width, name.get().length());
            out.left(name.get(), wanted).put(' ');
            return wanted;
        }
        int digits = TextOut.digits(number);
        out.number(number).spaces(NUMBER_WIDTH - digits).put(' ');
        return Math.max(width, Math.max(NUMBER_WIDTH, digits) + 1);
    }

    private void size(Inode inode) throws IOException {
        FileType type = inode.type();
        if (type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE) {
            DeviceNumber device = inode.disk().deviceNumber();
            out.right(device.major(), majorWidth).put(", ").right(device.minor(), minorWidth);
            out.put(' ');
            majorWidth = Math.max(majorWidth, TextOut.digits(device.major()));
            minorWidth = Math.max(minorWidth, TextOut.digits(device.minor()));
        } else {
            sizeWidth = number(new LinuxStat(inode.disk()).sizeBytes(), sizeWidth);
        }
    }

    private void time(Instant time) throws IOException {
        long seconds = time.getEpochSecond();
        if (seconds < nowSeconds - OLD_SECONDS || seconds > nowSeconds + AHEAD_SECONDS) {
            times.dateOfYear(out, time);
        } else {
            times.timeOfYear(out, time);
        }
    }

    private void escape(byte[] bytes) throws IOException {
        for (byte b : bytes) {
            switch (b) {
                case '\\' -> out.put("\\\\");
                case '\n' -> out.put("\\n");
                case '\b' -> out.put("\\b");
                case '\r' -> out.put("\\r");
                case '\t' -> out.put("\\t");
                case '\f' -> out.put("\\f");
                case ' ' -> out.put("\\ ");
                case '"' -> out.put("\\\"");
                default -> {
                    if (b > ' ' && b < 0x7f) {
                        out.put((char) b);
                    } else {
                        octal(b & 0xff);
                    }
                }
            }
        }
    }

    private void octal(int value) throws IOException {
        out.put('\\');
        for (int shift = 6; shift >= 0; shift -= 3) {
            out.put((char) ('0' + (value >> shift & 7)));
        }
    }
}
