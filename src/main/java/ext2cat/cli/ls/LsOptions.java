// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.ls.LsStyle.Hidden;
import ext2cat.cli.ls.LsStyle.Layout;
import ext2cat.cli.ls.LsStyle.Sign;
import ext2cat.cli.ls.LsStyle.Sort;
import ext2cat.cli.ls.LsStyle.TimeStyle;
import ext2cat.cli.text.Terminal;
import ext2cat.disk.InodeTime;

import java.util.Map;

/** The options of {@code ls} that are those of ls(1). */
final class LsOptions {

    private static final Map<String, InodeTime> TIMES =
            Map.of(
                    "mtime", InodeTime.MTIME,
                    "modification", InodeTime.MTIME,
                    "atime", InodeTime.ATIME,
                    "access", InodeTime.ATIME,
                    "use", InodeTime.ATIME,
                    "ctime", InodeTime.CTIME,
                    "status", InodeTime.CTIME,
                    "crtime", InodeTime.CRTIME,
                    "birth", InodeTime.CRTIME,
                    "creation", InodeTime.CRTIME);

    private static final Map<String, TimeStyle> TIME_STYLES =
            Map.of(
                    "full-iso", new TimeStyle(TimeStyle.Kind.FULL_ISO),
                    "long-iso", new TimeStyle(TimeStyle.Kind.LONG_ISO),
                    "iso", new TimeStyle(TimeStyle.Kind.ISO),
                    "locale", new TimeStyle(TimeStyle.Kind.LOCALE));

    private static final Map<String, Sort> SORTS =
            Map.of(
                    "name", Sort.NAME,
                    "extension", Sort.EXTENSION,
                    "size", Sort.SIZE,
                    "time", Sort.TIME,
                    "none", Sort.NONE);

    private final Parameter<Boolean> all;
    private final Parameter<Boolean> almostAll;
    private final Parameter<Boolean> longLayout;
    private final Parameter<Boolean> lines;
    private final Parameter<Boolean> columns;
    private final Parameter<Boolean> recursive;
    private final Parameter<Boolean> directory;
    private final Parameter<Boolean> inode;
    private final Parameter<Boolean> blocks;
    private final Parameter<Boolean> noUser;
    private final Parameter<Boolean> noGroup;
    private final Parameter<Boolean> groupHidden;
    private final Parameter<Boolean> human;
    private final Parameter<Boolean> classify;
    private final Parameter<Boolean> fileType;
    private final Parameter<Boolean> slash;
    private final Parameter<Boolean> bySize;
    private final Parameter<Boolean> byTime;
    private final Parameter<Boolean> byExtension;
    private final Parameter<Boolean> changeTime;
    private final Parameter<Boolean> accessTime;
    private final Parameter<Sort> sort;
    private final Parameter<Boolean> fast;
    private final Parameter<Boolean> directoriesFirst;
    private final Parameter<Boolean> unsorted;
    private final Parameter<Boolean> reverse;
    private final Parameter<InodeTime> time;
    private final Parameter<TimeStyle> timeStyle;
    private final Parameter<Boolean> fullTime;

    /** Lets {@code ls} have them. */
    LsOptions(Syntax syntax) {
        all = syntax.flag("-a, --all", "Include names that begin with a dot.");
        almostAll = syntax.flag("-A, --almost-all", "Include them, except . and ..");
        longLayout = syntax.flag("-l", "Long lines: one file per line, with its attributes.");
        lines = syntax.flag("-1", "Print one name per line.");
        columns = syntax.flag("-C", "Print names in columns. Default on a terminal.");
        recursive = syntax.flag("-R, --recursive", "List directories in directories too.");
        directory =
                syntax.flag("-d, --directory", "List directories themselves, not their contents.");
        inode = syntax.flag("-i, --inode", "Print the inode number of each file.");
        blocks = syntax.flag("-s, --size", "Print the space that each file takes, in KiB.");
        noUser = syntax.flag("-g", "Like -l, without the user.");
        noGroup = syntax.flag("-o", "Like -l, without the group.");
        groupHidden = syntax.flag("-G, --no-group", "Leave out the group in long lines.");
        human = syntax.flag("-h, --human-readable", "Print sizes like 1.1K and 23M.");
        classify =
                syntax.flag(
                        "-F, --classify", "Append a sign for its type to each name, one of */=@|.");
        fileType = syntax.flag("--file-type", "Like -F, without *.");
        slash = syntax.flag("-p", "Append a slash to each directory.");
        bySize = syntax.flag("-S", "Sort by size, the largest first.");
        byTime = syntax.flag("-t", "Sort by time, the newest first.");
        byExtension = syntax.flag("-X", "Sort by extension, the part after the last dot.");
        changeTime = syntax.flag("-c", "Use --time=ctime, and sort by it unless -l is given.");
        accessTime = syntax.flag("-u", "Use --time=atime, and sort by it unless -l is given.");
        sort =
                syntax.option(
                        "--sort=WORD",
                        new Kind<>(
                                Sort.class,
                                word -> known(SORTS, word, "name, extension, size, time or none")),
                        "Sort by name, extension, size, time or none.");
        fast = syntax.flag("-f", "Like -aU, without long lines and colours.");
        directoriesFirst =
                syntax.flag("--group-directories-first", "List directories before files.");
        unsorted = syntax.flag("-U", "Do not sort: keep the order of the directory.");
        reverse = syntax.flag("-r, --reverse", "Sort in reverse.");
        time =
                syntax.option(
                        "--time=TIME",
                        new Kind<>(
                                InodeTime.class,
                                word -> known(TIMES, word, "mtime, atime, ctime or crtime")),
                        "mtime",
                        "Print and sort by mtime, atime, ctime or crtime. Default: mtime.");
        timeStyle =
                syntax.option(
                        "--time-style=STYLE",
                        new Kind<>(TimeStyle.class, LsOptions::timeStyle),
                        "locale",
                        "Print times as full-iso, long-iso, iso, locale or +FORMAT of date(1)."
                                + " Default: locale.");
        fullTime = syntax.flag("--full-time", "Like -l --time-style=full-iso.");
    }

    /**
     * What they come to.
     *
     * @param numeric whether owners are to be numbers, which makes lines long
     * @param json whether everything is shown
     * @param terminal what standard output is
     */
    LsStyle style(boolean numeric, boolean json, Terminal terminal) {
        boolean longWanted = longLayout.isGiven() || noUser.isGiven() || noGroup.isGiven();
        boolean isLong = longWanted && !isFast() || fullTime.isGiven() || numeric || json;
        Layout layout =
                isLong
                        ? Layout.LONG
                        : columns.isGiven() || terminal.isTerminal() && !lines.isGiven()
                                ? Layout.COLUMNS
                                : Layout.LINES;
        return new LsStyle(
                hidden(),
                layout,
                directory.isGiven(),
                recursive.isGiven() && !directory.isGiven(),
                inode.isGiven(),
                blocks.isGiven() && !isFast(),
                new LsStyle.Owners(!noUser.isGiven(), !noGroup.isGiven() && !groupHidden.isGiven()),
                human.isGiven(),
                sign(),
                sort(isLong),
                directoriesFirst.isGiven(),
                reverse.isGiven(),
                time(),
                fullTime.isGiven() ? new TimeStyle(TimeStyle.Kind.FULL_ISO) : timeStyle.get());
    }

    /** Whether what is shown without delay is wanted, which has no colours. */
    boolean isFast() {
        return fast.isGiven();
    }

    private Hidden hidden() {
        if (all.isGiven() || isFast()) {
            return Hidden.ALL;
        }
        return almostAll.isGiven() ? Hidden.ALMOST_ALL : Hidden.NONE;
    }

    private Sign sign() {
        if (classify.isGiven()) {
            return Sign.CLASSIFY;
        }
        if (fileType.isGiven()) {
            return Sign.TYPE;
        }
        return slash.isGiven() ? Sign.DIRECTORY : Sign.NONE;
    }

    private InodeTime time() {
        if (changeTime.isGiven()) {
            return InodeTime.CTIME;
        }
        return accessTime.isGiven() ? InodeTime.ATIME : time.get();
    }

    /** A time that is chosen and not shown sorts. */
    private Sort sort(boolean isLong) {
        if (unsorted.isGiven() || isFast()) {
            return Sort.NONE;
        }
        if (sort.isGiven()) {
            return sort.get();
        }
        if (bySize.isGiven()) {
            return Sort.SIZE;
        }
        if (byTime.isGiven() || time() != InodeTime.MTIME && !isLong) {
            return Sort.TIME;
        }
        return byExtension.isGiven() ? Sort.EXTENSION : Sort.NAME;
    }

    private static TimeStyle timeStyle(String word) {
        if (!word.startsWith("+")) {
            return known(TIME_STYLES, word, "full-iso, long-iso, iso, locale or +FORMAT");
        }
        // Of two lines the first is for times that are not of the last six months.
        String[] formats = word.substring(1).split("\n", 2);
        return new TimeStyle(TimeStyle.Kind.FORMAT, formats[formats.length - 1], formats[0]);
    }

    private static <T> T known(Map<String, T> words, String value, String choice) {
        if (!words.containsKey(value)) {
            throw new IllegalArgumentException("'" + value + "' is not one of " + choice);
        }
        return words.get(value);
    }
}
