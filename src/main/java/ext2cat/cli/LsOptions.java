// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.LsStyle.Hidden;
import ext2cat.cli.LsStyle.Layout;
import ext2cat.cli.LsStyle.Sort;
import ext2cat.cli.LsStyle.Time;
import ext2cat.cli.LsStyle.TimeStyle;

import java.util.Map;

/** The options of {@code ls} that are those of ls(1). */
final class LsOptions {

    private static final Map<String, Time> TIMES =
            Map.of(
                    "mtime", Time.MTIME,
                    "modification", Time.MTIME,
                    "atime", Time.ATIME,
                    "access", Time.ATIME,
                    "use", Time.ATIME,
                    "ctime", Time.CTIME,
                    "status", Time.CTIME,
                    "crtime", Time.CRTIME,
                    "birth", Time.CRTIME,
                    "creation", Time.CRTIME);

    private static final Map<String, TimeStyle> TIME_STYLES =
            Map.of(
                    "full-iso", TimeStyle.FULL_ISO,
                    "long-iso", TimeStyle.LONG_ISO,
                    "iso", TimeStyle.ISO,
                    "locale", TimeStyle.LOCALE);

    private final Parameter<Boolean> all;
    private final Parameter<Boolean> almostAll;
    private final Parameter<Boolean> longLayout;
    private final Parameter<Boolean> lines;
    private final Parameter<Boolean> columns;
    private final Parameter<Boolean> recursive;
    private final Parameter<Boolean> directory;
    private final Parameter<Boolean> inode;
    private final Parameter<Boolean> human;
    private final Parameter<Boolean> classify;
    private final Parameter<Boolean> bySize;
    private final Parameter<Boolean> byTime;
    private final Parameter<Boolean> unsorted;
    private final Parameter<Boolean> reverse;
    private final Parameter<Time> time;
    private final Parameter<TimeStyle> timeStyle;
    private final Parameter<Boolean> fullTime;

    /** Lets {@code ls} have them. */
    LsOptions(Syntax syntax) {
        all = syntax.flag("-a, --all", "Also names that begin with a dot.");
        almostAll = syntax.flag("-A, --almost-all", "The same without . and ..");
        longLayout = syntax.flag("-l", "One file a line with all that is known of it.");
        lines = syntax.flag("-1", "One name a line.");
        columns = syntax.flag("-C", "Names in columns, as on a terminal.");
        recursive = syntax.flag("-R, --recursive", "Directories in directories too.");
        directory = syntax.flag("-d, --directory", "Directories themselves, not what is in them.");
        inode = syntax.flag("-i, --inode", "The number of each inode.");
        human = syntax.flag("-h, --human-readable", "Sizes like 1.1K and 23M.");
        classify =
                syntax.flag(
                        "-F, --classify",
                        "A sign behind each name that tells its type, one of */=@|.");
        bySize = syntax.flag("-S", "By size, the largest first.");
        byTime = syntax.flag("-t", "By time, the newest first.");
        unsorted = syntax.flag("-U", "As they lie in the directory.");
        reverse = syntax.flag("-r, --reverse", "The other way round.");
        time =
                syntax.option(
                        "--time=TIME",
                        new Kind<>(
                                Time.class,
                                word -> known(TIMES, word, "mtime, atime, ctime or crtime")),
                        "mtime",
                        "Which time: mtime, atime, ctime or crtime. Default: mtime.");
        timeStyle =
                syntax.option(
                        "--time-style=STYLE",
                        new Kind<>(
                                TimeStyle.class,
                                word ->
                                        known(
                                                TIME_STYLES,
                                                word,
                                                "full-iso, long-iso, iso or locale")),
                        "locale",
                        "How: full-iso, long-iso, iso or locale. Default: locale.");
        fullTime = syntax.flag("--full-time", "-l --time-style=full-iso");
    }

    /**
     * What they come to.
     *
     * @param numeric whether owners are to be numbers, which makes lines long
     * @param json whether everything is shown
     * @param terminal what standard output is
     */
    LsStyle style(boolean numeric, boolean json, Terminal terminal) {
        boolean isLong = longLayout.isGiven() || fullTime.isGiven() || numeric || json;
        Layout layout =
                isLong
                        ? Layout.LONG
                        : columns.isGiven() || terminal.isTerminal() && !lines.isGiven()
                                ? Layout.COLUMNS
                                : Layout.LINES;
        return new LsStyle(
                all.isGiven() ? Hidden.ALL : almostAll.isGiven() ? Hidden.ALMOST_ALL : Hidden.NONE,
                layout,
                directory.isGiven(),
                recursive.isGiven() && !directory.isGiven(),
                inode.isGiven(),
                human.isGiven(),
                classify.isGiven(),
                sort(isLong),
                reverse.isGiven(),
                time.get(),
                fullTime.isGiven() ? TimeStyle.FULL_ISO : timeStyle.get());
    }

    /** A time that is chosen and not shown sorts. */
    private Sort sort(boolean isLong) {
        if (unsorted.isGiven()) {
            return Sort.NONE;
        }
        if (bySize.isGiven()) {
            return Sort.SIZE;
        }
        return byTime.isGiven() || time.get() != Time.MTIME && !isLong ? Sort.TIME : Sort.NAME;
    }

    private static <T> T known(Map<String, T> words, String value, String choice) {
        if (!words.containsKey(value)) {
            throw new IllegalArgumentException("'" + value + "' is not one of " + choice);
        }
        return words.get(value);
    }
}
