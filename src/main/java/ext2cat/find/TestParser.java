// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.find.Expression.Test;
import ext2cat.volume.DirectoryReader;
import ext2cat.volume.Glob;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads one test of an expression, e.g. {@code -name '*.c'}. */
final class TestParser {

    /** The word behind an option. */
    @FunctionalInterface
    interface Arguments {
        String after(String option) throws FindSyntaxException;
    }

    private static final long DAY_SECONDS = 24 * 60 * 60;
    private static final long MINUTE_SECONDS = 60;

    private final FindContext context;
    private final Arguments arguments;

    TestParser(FindContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    Test parse(String option) throws FindSyntaxException, IOException {
        return switch (option) {
            case "-true" -> _ -> true;
            case "-false" -> _ -> false;
            case "-name" -> name(Glob.of(bytes(option)));
            case "-iname" -> name(Glob.ignoringCase(bytes(option)));
            case "-path", "-wholename" -> path(Glob.of(bytes(option)));
            case "-ipath", "-iwholename" -> path(Glob.ignoringCase(bytes(option)));
            case "-lname" -> target(Glob.of(bytes(option)));
            case "-ilname" -> target(Glob.ignoringCase(bytes(option)));
            case "-type" -> type(argument(option));
            case "-size" -> SizeTest.parse(argument(option));
            case "-empty" -> TestParser::isEmpty;
            case "-perm" -> PermissionTest.parse(argument(option));
            case "-inum" -> inumber(NumberTest.parse(option, argument(option)));
            case "-links" -> number(option, DiskInode::links);
            case "-uid" -> number(option, DiskInode::uid);
            case "-gid" -> number(option, DiskInode::gid);
            case "-user" -> owner(option, context::user, DiskInode::uid);
            case "-group" -> owner(option, context::group, DiskInode::gid);
            case "-atime" -> age(option, DAY_SECONDS, DiskInode::accessTime);
            case "-ctime" -> age(option, DAY_SECONDS, DiskInode::changeTime);
            case "-mtime" -> age(option, DAY_SECONDS, DiskInode::modificationTime);
            case "-amin" -> age(option, MINUTE_SECONDS, DiskInode::accessTime);
            case "-cmin" -> age(option, MINUTE_SECONDS, DiskInode::changeTime);
            case "-mmin" -> age(option, MINUTE_SECONDS, DiskInode::modificationTime);
            case "-newer" -> newerThanFile(argument(option), DiskInode::modificationTime);
            case "-anewer" -> newerThanFile(argument(option), DiskInode::accessTime);
            case "-cnewer" -> newerThanFile(argument(option), DiskInode::changeTime);
            case "-newerat" -> newerThan(option, DiskInode::accessTime);
            case "-newerct" -> newerThan(option, DiskInode::changeTime);
            case "-newermt" -> newerThan(option, DiskInode::modificationTime);
            default -> throw new FindSyntaxException("there is no test or action '" + option + "'");
        };
    }

    private static Test name(Glob glob) {
        // The root has no name, but users know it by its path.
        return entry ->
                entry.depth() == 0 ? glob.matches(new byte[] {'/'}) : glob.matches(entry.name());
    }

    private static Test path(Glob glob) {
        return entry -> glob.matches(entry.path().toBytes());
    }

    private static Test target(Glob glob) {
        return entry ->
                entry.type() == FileType.SYMLINK && glob.matches(entry.inode().symlinkTarget());
    }

    private static Test type(String letters) throws FindSyntaxException {
        Set<FileType> types = EnumSet.noneOf(FileType.class);
        for (String letter : letters.split(",", -1)) {
            types.add(
                    switch (letter) {
                        case "f" -> FileType.REGULAR;
                        case "d" -> FileType.DIRECTORY;
                        case "l" -> FileType.SYMLINK;
                        case "c" -> FileType.CHARACTER_DEVICE;
                        case "b" -> FileType.BLOCK_DEVICE;
                        case "p" -> FileType.FIFO;
                        case "s" -> FileType.SOCKET;
                        default ->
                                throw new FindSyntaxException(
                                        "-type takes letters of f, d, l, c, b, p and s with commas"
                                                + " between, not '"
                                                + letters
                                                + "'");
                    });
        }
        return entry -> types.contains(entry.type());
    }

    private static boolean isEmpty(TreeEntry entry) throws IOException {
        return switch (entry.type()) {
            case REGULAR -> entry.inode().sizeBytes() == 0;
            case DIRECTORY -> hasNoEntries(entry.inode());
            default -> false;
        };
    }

    private static boolean hasNoEntries(Inode directory) throws IOException {
        DirectoryReader reader = new DirectoryReader(directory);
        while (reader.next()) {
            if (!reader.entry().name().isDotOrDotDot()) {
                return false;
            }
        }
        return true;
    }

    private static Test inumber(NumberTest test) {
        return entry -> test.holds(entry.number());
    }

    private Test number(String option, ToLongFunction<DiskInode> field) throws FindSyntaxException {
        NumberTest test = NumberTest.parse(option, argument(option));
        return entry -> test.holds(field.applyAsLong(entry.inode().disk()));
    }

    private Test owner(
            String option, Function<String, OptionalLong> ids, ToLongFunction<DiskInode> field)
            throws FindSyntaxException {
        String name = argument(option);
        OptionalLong id = ids.apply(name);
        if (id.isEmpty() && !name.matches("[0-9]{1,10}")) {
            throw new FindSyntaxException(
                    "%s: the image has no such name as '%s'".formatted(option, name));
        }
        long wanted = id.isPresent() ? id.getAsLong() : Long.parseLong(name);
        return entry -> field.applyAsLong(entry.inode().disk()) == wanted;
    }

    /** Ages are whole days or minutes, what is over is dropped. */
    private Test age(String option, long unitSeconds, Function<DiskInode, Instant> time)
            throws FindSyntaxException {
        NumberTest test = NumberTest.parse(option, argument(option));
        Instant now = context.now();
        return entry -> {
            Instant then = time.apply(entry.inode().disk());
            long seconds = now.getEpochSecond() - then.getEpochSecond();
            long whole = now.getNano() < then.getNano() ? seconds - 1 : seconds;
            return test.holds(Math.floorDiv(whole, unitSeconds));
        };
    }

    private Test newerThanFile(String path, Function<DiskInode, Instant> time) throws IOException {
        return newerThan(context.file(path).disk().modificationTime(), time);
    }

    private Test newerThan(String option, Function<DiskInode, Instant> time)
            throws FindSyntaxException {
        return newerThan(TimeWord.parse(option, argument(option), context), time);
    }

    private static Test newerThan(Instant moment, Function<DiskInode, Instant> time) {
        return entry -> time.apply(entry.inode().disk()).isAfter(moment);
    }

    private byte[] bytes(String option) throws FindSyntaxException {
        return context.bytes(argument(option));
    }

    private String argument(String option) throws FindSyntaxException {
        return arguments.after(option);
    }
}
