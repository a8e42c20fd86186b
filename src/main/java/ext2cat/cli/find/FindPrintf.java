// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.find;

import ext2cat.cli.text.Directive;
import ext2cat.cli.text.FormatException;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.PrintFormat;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.TimeFormat;
import ext2cat.cli.text.XattrText;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.record.LinuxStat;
import ext2cat.find.FindSyntaxException;
import ext2cat.find.Printing;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.Xattrs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The directives of {@code find -printf}, as GNU find has them. Names are written byte for byte,
 * but spelled on a terminal.
 */
final class FindPrintf implements PrintFormat.Letters<FindPrintf.Found> {

    /** A file, and the starting point below which it was found. */
    record Found(TreeEntry entry, TreePath start) {}

    /** Tells something of a file. */
    @FunctionalInterface
    private interface Fact<T> {
        T of(Found found) throws IOException;
    }

    private static final int SECTOR_BYTES = 512;

    private final TextOut out;
    private final boolean spelled;
    private final Owners users;
    private final Owners groups;
    private final TimeFormat times;

    // What a format makes of a file is written whole or, if something cannot be read, not at all.
    private final ByteArrayOutputStream one = new ByteArrayOutputStream();
    private final TextOut toOne = new TextOut(one);

    /**
     * @param out takes what is printed
     * @param spelled whether names are spelled so that they are safe to show
     */
    FindPrintf(TextOut out, boolean spelled, Owners users, Owners groups, TimeFormat times) {
        this.out = out;
        this.spelled = spelled;
        this.users = users;
        this.groups = groups;
        this.times = times;
    }

    /** Understands a format. */
    Printing printing(String word) throws FindSyntaxException {
        try {
            PrintFormat<Found> format = new PrintFormat<>(word, true, this);
            return (entry, start) -> {
                one.reset();
                try {
                    format.write(toOne, new Found(entry, start));
                } finally {
                    toOne.flush();
                }
                out.put(one.toByteArray());
            };
        } catch (FormatException e) {
            throw new FindSyntaxException("-printf: " + e.getMessage());
        }
    }

    @Override
    public boolean takesAnother(char letter) {
        return "ABCT".indexOf(letter) >= 0;
    }

    @Override
    public Optional<PrintFormat.Part<Found>> meaning(String letters, Directive how) {
        if (letters.length() == 2) {
            return time(letters.charAt(0), letters.charAt(1), how);
        }
        return switch (letters.charAt(0)) {
            case 'p' -> name(how, found -> path(found.entry().path()));
            case 'f' -> name(how, found -> lastName(found.entry()));
            case 'h' -> name(how, found -> directory(found.entry()));
            case 'H' -> name(how, found -> path(found.start()));
            case 'P' -> name(how, FindPrintf::pathBelowStart);
            case 'l' -> name(how, FindPrintf::target);
            case 'd' ->
                    Optional.of(
                            (to, found) ->
                                    how.decimal(to, found.entry().depth() - found.start().depth()));
            case 'D' -> text(how, _ -> "0");
            case 'F' -> text(how, FindPrintf::fileSystem);
            case 'y' -> text(how, found -> letter(found.entry().type()));
            case 'Y' -> text(how, found -> letterBehindLinks(found.entry()));
            case 'i' -> text(how, found -> Long.toString(found.entry().number()));
            case 'a' -> ctime(how, InodeTime.ATIME);
            case 'c' -> ctime(how, InodeTime.CTIME);
            case 't' -> ctime(how, InodeTime.MTIME);
            case 'm' ->
                    Optional.of(
                            (to, found) ->
                                    how.octal(to, found.entry().inode().disk().permissions()));
            default -> ofInode(letters.charAt(0), how);
        };
    }

    private Optional<PrintFormat.Part<Found>> ofInode(char letter, Directive how) {
        return switch (letter) {
            case 'M' -> inode(how, inode -> inode.disk().fileMode().toString());
            case 'n' -> inode(how, inode -> Integer.toString(inode.disk().links()));
            case 's' -> inode(how, inode -> Long.toString(new LinuxStat(inode.disk()).sizeBytes()));
            case 'b' -> inode(how, inode -> Long.toString(new LinuxStat(inode.disk()).sectors()));
            case 'k' ->
                    inode(
                            how,
                            inode ->
                                    Long.toString((new LinuxStat(inode.disk()).sectors() + 1) / 2));
            case 'S' -> inode(how, FindPrintf::sparseness);
            case 'U' -> inode(how, inode -> Long.toString(inode.disk().uid()));
            case 'G' -> inode(how, inode -> Long.toString(inode.disk().gid()));
            case 'u' -> inode(how, inode -> users.text(inode.disk().uid()));
            case 'g' -> inode(how, inode -> groups.text(inode.disk().gid()));
            case 'Z' -> text(how, found -> label(found.entry().inode()));
            default -> Optional.empty();
        };
    }

    private static Optional<PrintFormat.Part<Found>> text(Directive how, Fact<String> fact) {
        return Optional.of((to, found) -> how.text(to, fact.of(found)));
    }

    private static Optional<PrintFormat.Part<Found>> inode(
            Directive how, Function<Inode, String> fact) {
        return text(how, found -> fact.apply(found.entry().inode()));
    }

    private Optional<PrintFormat.Part<Found>> name(Directive how, Fact<byte[]> fact) {
        return Optional.of(
                (to, found) -> {
                    byte[] bytes = fact.of(found);
                    how.text(to, spelled ? spelling(bytes) : bytes);
                });
    }

    private static byte[] spelling(byte[] bytes) {
        return FileName.of(bytes).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] path(TreePath path) {
        return path.toBytes();
    }

    private static byte[] lastName(TreeEntry entry) {
        return entry.depth() == 0 ? new byte[] {'/'} : entry.name().toBytes();
    }

    /** All before the last slash, so nothing for what is in the root. */
    private static byte[] directory(TreeEntry entry) {
        return entry.directory().isRoot() ? new byte[0] : entry.directory().toBytes();
    }

    private static byte[] pathBelowStart(Found found) {
        TreePath path = found.entry().path();
        List<FileName> names = path.names().subList(found.start().depth(), path.depth());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (FileName name : names) {
            if (bytes.size() > 0) {
                bytes.write('/');
            }
            bytes.writeBytes(name.toBytes());
        }
        return bytes.toByteArray();
    }

    private static byte[] target(Found found) throws IOException {
        return found.entry().type() == FileType.SYMLINK
                ? found.entry().inode().symlinkTarget()
                : new byte[0];
    }

    private static String fileSystem(Found found) throws IOException {
        return found.entry().inode().volume().superblock().features().fileSystemType();
    }

    private static String letter(FileType type) {
        return type == FileType.REGULAR ? "f" : String.valueOf(type.letter());
    }

    /** Of a symlink what it leads to: N for nothing, L for itself in a circle, ? for damage. */
    private static String letterBehindLinks(TreeEntry entry) throws IOException {
        if (entry.type() != FileType.SYMLINK) {
            return letter(entry.type());
        }
        Volume volume = entry.inode().volume();
        try {
            return letter(ImagePath.exact(entry.path().toBytes()).lookup(volume).type());
        } catch (NoSuchFileException | NotDirectoryException _) {
            return "N";
        } catch (FileSystemLoopException _) {
            return "L";
        } catch (IOException _) {
            return "?";
        }
    }

    private static String label(Inode inode) throws IOException {
        return XattrText.label(Xattrs.of(inode)).orElse("");
    }

    /** Allocated bytes by bytes of size, in at most six digits as {@code %g} of printf(3). */
    private static String sparseness(Inode inode) {
        double allocated = SECTOR_BYTES * (double) new LinuxStat(inode.disk()).sectors();
        long sizeBytes = new LinuxStat(inode.disk()).sizeBytes();
        if (sizeBytes == 0) {
            return allocated == 0 ? "1" : "inf";
        }
        return Shown.sixDigits(allocated / sizeBytes);
    }

    private Optional<PrintFormat.Part<Found>> ctime(Directive how, InodeTime time) {
        return inode(
                how,
                inode -> {
                    Instant then = inode.disk().times().of(time);
                    return times.format("%a %b %e %T", then)
                            + fraction(then)
                            + times.format(" %Y", then);
                });
    }

    private Optional<PrintFormat.Part<Found>> time(char which, char letter, Directive how) {
        InodeTime time =
                switch (which) {
                    case 'A' -> InodeTime.ATIME;
                    case 'B' -> InodeTime.CRTIME;
                    case 'C' -> InodeTime.CTIME;
                    default -> InodeTime.MTIME;
                };
        boolean known =
                letter == '@' || letter == '+' || times.field(letter, Instant.EPOCH).isPresent();
        return known && letter != 'N' && letter != '%'
                ? inode(
                        how,
                        inode ->
                                inode.disk()
                                        .times()
                                        .stored(time)
                                        .map(t -> time(letter, t))
                                        .orElse(""))
                : Optional.empty();
    }

    /** GNU find writes ten digits of a second, of which the last is always 0. */
    private String time(char letter, Instant time) {
        return switch (letter) {
            case '@' -> time.getEpochSecond() + fraction(time);
            case '+' -> times.format("%F+%T", time) + fraction(time);
            case 'S', 'T', 'X' -> times.field(letter, time).orElseThrow() + fraction(time);
            default -> times.field(letter, time).orElseThrow();
        };
    }

    private static String fraction(Instant time) {
        return ".%09d0".formatted(time.getNano());
    }
}
