// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeTime;
import ext2cat.find.Expression.Test;
import ext2cat.volume.path.Glob;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads one test of an expression, e.g. {@code -name '*.c'}. */
final class TestParser {

    /** The word after an option. */
    @FunctionalInterface
    interface Arguments {
        String after(String option) throws FindSyntaxException;
    }

    private final FindContext context;
    private final Arguments arguments;
    private PathPattern.Syntax syntax = PathPattern.Syntax.EMACS;
    private Instant now;

    TestParser(FindContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.now = context.now();
    }

    Test parse(String option) throws FindSyntaxException, IOException {
        return switch (option) {
            case "-true" -> _ -> true;
            case "-false" -> _ -> false;
            case "-name" -> NameTests.name(Glob.of(bytes(option)));
            case "-iname" -> NameTests.name(Glob.ignoringCase(bytes(option)));
            case "-path", "-wholename" -> NameTests.path(Glob.of(bytes(option)));
            case "-ipath", "-iwholename" -> NameTests.path(Glob.ignoringCase(bytes(option)));
            case "-lname" -> NameTests.target(Glob.of(bytes(option)));
            case "-ilname" -> NameTests.target(Glob.ignoringCase(bytes(option)));
            case "-regex" -> new PathPattern(option, bytes(option), syntax, false);
            case "-iregex" -> new PathPattern(option, bytes(option), syntax, true);
            case "-type" -> TypeTests.type(option, argument(option));
            case "-xtype" -> TypeTests.typeBehindLinks(option, argument(option));
            case "-size" -> SizeTest.parse(argument(option));
            case "-empty" -> TypeTests::isEmpty;
            case "-perm" -> PermissionTest.parse(argument(option));
            case "-inum" -> inumber(NumberTest.parse(option, argument(option)));
            case "-samefile" -> inumber(context.file(argument(option)).number());
            case "-links" -> number(option, DiskInode::links);
            case "-uid" -> number(option, DiskInode::uid);
            case "-gid" -> number(option, DiskInode::gid);
            case "-user" -> owner(option, context::user, DiskInode::uid);
            case "-group" -> owner(option, context::group, DiskInode::gid);
            case "-nouser" -> entry -> !context.isUser(entry.inode().disk().uid());
            case "-nogroup" -> entry -> !context.isGroup(entry.inode().disk().gid());
            case "-atime" -> age(option, AgeTest.Unit.DAYS, InodeTime.ATIME);
            case "-ctime" -> age(option, AgeTest.Unit.DAYS, InodeTime.CTIME);
            case "-mtime" -> age(option, AgeTest.Unit.DAYS, InodeTime.MTIME);
            case "-amin" -> age(option, AgeTest.Unit.MINUTES, InodeTime.ATIME);
            case "-cmin" -> age(option, AgeTest.Unit.MINUTES, InodeTime.CTIME);
            case "-mmin" -> age(option, AgeTest.Unit.MINUTES, InodeTime.MTIME);
            default -> other(option);
        };
    }

    private Test other(String option) throws FindSyntaxException, IOException {
        switch (option) {
            case "-daystart" -> {
                now = endOfToday();
                return _ -> true;
            }
            case "-regextype" -> {
                syntax = PathPattern.Syntax.of(argument(option));
                return _ -> true;
            }
            // An image is one file system, and nothing changes while it is searched.
            case "-mount",
                    "-xdev",
                    "-noleaf",
                    "-ignore_readdir_race",
                    "-noignore_readdir_race",
                    "-warn",
                    "-nowarn" -> {
                return _ -> true;
            }
            case "-exec", "-execdir", "-ok", "-okdir" ->
                    throw new FindSyntaxException(
                            option + ": no programs are run; give -print0 to xargs -0");
            case "-delete" -> throw new FindSyntaxException("-delete: no image is ever written");
            default -> {
                if (NewerTest.isOne(option)) {
                    return NewerTest.parse(option, argument(option), context);
                }
                throw new FindSyntaxException("there is no test or action '" + option + "'");
            }
        }
    }

    private Instant endOfToday() {
        return context.now()
                .atZone(context.zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(context.zone())
                .toInstant();
    }

    private static Test inumber(NumberTest test) {
        return entry -> test.holds(entry.number());
    }

    private static Test inumber(long wanted) {
        return entry -> entry.number() == wanted;
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
            throw new FindSyntaxException("%s: the image has no name '%s'".formatted(option, name));
        }
        long wanted = id.isPresent() ? id.getAsLong() : Long.parseLong(name);
        return entry -> field.applyAsLong(entry.inode().disk()) == wanted;
    }

    private Test age(String option, AgeTest.Unit unit, InodeTime time) throws FindSyntaxException {
        return AgeTest.parse(option, argument(option), unit, time, now);
    }

    private byte[] bytes(String option) throws FindSyntaxException {
        return context.bytes(argument(option));
    }

    private String argument(String option) throws FindSyntaxException {
        return arguments.after(option);
    }
}
