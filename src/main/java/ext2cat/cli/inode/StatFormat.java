// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.cli.text.Directive;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.PrintFormat;
import ext2cat.cli.text.Times;
import ext2cat.cli.text.XattrText;
import ext2cat.disk.DeviceNumber;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.record.LinuxStat;
import ext2cat.volume.Inode;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The directives of {@code stat --format}, as GNU stat has them. */
final class StatFormat implements PrintFormat.Letters<StatFormat.File> {

    /** What {@code stat --terse} tells. */
    static final String TERSE = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o";

    /**
     * A file.
     *
     * @param name what it is called, the bytes to be written
     */
    record File(Inode inode, byte[] name) {}

    private static final int SECTOR_BYTES = 512;
    private static final int NANO_DIGITS = 9;

    private final Owners users;
    private final Owners groups;
    private final Times times;

    StatFormat(Owners users, Owners groups, Times times) {
        this.users = users;
        this.groups = groups;
        this.times = times;
    }

    @Override
    public boolean takesAnother(char letter) {
        return letter == 'H' || letter == 'L';
    }

    @Override
    public Optional<PrintFormat.Part<File>> meaning(String letters, Directive how) {
        return switch (letters) {
            case "a" ->
                    Optional.of((out, file) -> how.octal(out, file.inode().disk().permissions()));
            case "A" -> text(how, inode -> inode.disk().fileMode().toString());
            case "f" -> hexadecimal(how, inode -> inode.disk().mode());
            case "F" -> text(how, StatFormat::type);
            case "b" -> number(how, inode -> new LinuxStat(inode.disk()).sectors());
            case "B" -> number(how, _ -> SECTOR_BYTES);
            case "C" -> Optional.of((out, file) -> how.text(out, label(file.inode())));
            case "h" -> number(how, inode -> inode.disk().links());
            case "i" -> number(how, Inode::number);
            case "m" -> text(how, _ -> "/");
            case "n" -> Optional.of((out, file) -> how.text(out, file.name()));
            case "N" -> Optional.of((out, file) -> how.text(out, quoted(file)));
            case "o" -> number(how, inode -> inode.volume().blockSizeBytes());
            case "s" -> number(how, inode -> new LinuxStat(inode.disk()).sizeBytes());
            case "u" -> number(how, inode -> inode.disk().uid());
            case "U" -> text(how, inode -> users.name(inode.disk().uid()).orElse("UNKNOWN"));
            case "g" -> number(how, inode -> inode.disk().gid());
            case "G" -> text(how, inode -> groups.name(inode.disk().gid()).orElse("UNKNOWN"));
            default -> ofDeviceOrTime(letters, how);
        };
    }

    /** An image is no device: where the file system itself would be told of, there are zeros. */
    private Optional<PrintFormat.Part<File>> ofDeviceOrTime(String letters, Directive how) {
        return switch (letters) {
            case "d", "Hd", "Ld" -> number(how, _ -> 0);
            case "D" -> hexadecimal(how, _ -> 0);
            case "r" -> number(how, StatFormat::device);
            case "R" -> hexadecimal(how, StatFormat::device);
            case "Hr" -> number(how, StatFormat::major);
            case "Lr" -> number(how, StatFormat::minor);
            case "t" -> hexadecimal(how, StatFormat::major);
            case "T" -> hexadecimal(how, StatFormat::minor);
            case "w" -> time(how, InodeTime.CRTIME);
            case "x" -> time(how, InodeTime.ATIME);
            case "y" -> time(how, InodeTime.MTIME);
            case "z" -> time(how, InodeTime.CTIME);
            case "W" -> seconds(how, InodeTime.CRTIME);
            case "X" -> seconds(how, InodeTime.ATIME);
            case "Y" -> seconds(how, InodeTime.MTIME);
            case "Z" -> seconds(how, InodeTime.CTIME);
            default -> Optional.empty();
        };
    }

    private static Optional<PrintFormat.Part<File>> text(
            Directive how, Function<Inode, String> fact) {
        return Optional.of((out, file) -> how.text(out, fact.apply(file.inode())));
    }

    private static Optional<PrintFormat.Part<File>> number(
            Directive how, ToLongFunction<Inode> fact) {
        return Optional.of((out, file) -> how.decimal(out, fact.applyAsLong(file.inode())));
    }

    private static Optional<PrintFormat.Part<File>> hexadecimal(
            Directive how, ToLongFunction<Inode> fact) {
        return Optional.of((out, file) -> how.hexadecimal(out, fact.applyAsLong(file.inode())));
    }

    private Optional<PrintFormat.Part<File>> time(Directive how, InodeTime time) {
        return text(how, inode -> inode.disk().times().stored(time).map(times::full).orElse("-"));
    }

    /** Seconds since 1970; a precision tells how many digits of their parts. */
    private static Optional<PrintFormat.Part<File>> seconds(Directive how, InodeTime time) {
        int wanted = how.precision().orElse(0);
        int digits = wanted < 0 ? NANO_DIGITS : wanted;
        return Optional.of(
                (out, file) -> {
                    Instant then = file.inode().disk().times().stored(time).orElse(Instant.EPOCH);
                    BigDecimal seconds =
                            BigDecimal.valueOf(then.getEpochSecond())
                                    .add(BigDecimal.valueOf(then.getNano(), NANO_DIGITS));
                    how.withoutPrecision()
                            .text(
                                    out,
                                    seconds.setScale(digits, RoundingMode.FLOOR).toPlainString());
                });
    }

    private static String type(Inode inode) {
        return switch (inode.type()) {
            case REGULAR -> inode.sizeBytes() == 0 ? "regular empty file" : "regular file";
            case CHARACTER_DEVICE -> "character special file";
            case BLOCK_DEVICE -> "block special file";
            case SYMLINK -> "symbolic link";
            default -> inode.type().label();
        };
    }

    private static String label(Inode inode) throws IOException {
        return XattrText.label(Xattrs.of(inode)).orElse("?");
    }

    /** In quotes, in the spelling that is safe to show. */
    private static String quoted(File file) throws IOException {
        String name = "'" + FileName.of(file.name()) + "'";
        return file.inode().type() == FileType.SYMLINK
                ? name + " -> '" + FileName.of(file.inode().symlinkTarget()) + "'"
                : name;
    }

    private static boolean isDevice(Inode inode) {
        return inode.type() == FileType.CHARACTER_DEVICE || inode.type() == FileType.BLOCK_DEVICE;
    }

    private static long major(Inode inode) {
        return isDevice(inode) ? inode.disk().deviceNumber().major() : 0;
    }

    private static long minor(Inode inode) {
        return isDevice(inode) ? inode.disk().deviceNumber().minor() : 0;
    }

    private static long device(Inode inode) {
        DeviceNumber number = inode.disk().deviceNumber();
        return isDevice(inode) ? number.toSystemCall() : 0;
    }
}
