// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.cli.LsStyle.Hidden;
import ext2cat.cli.LsStyle.Layout;
import ext2cat.cli.LsStyle.Sort;
import ext2cat.cli.LsStyle.Time;
import ext2cat.cli.LsStyle.TimeStyle;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

    @Option(
            names = {"-a", "--all"},
            description = "Also names that begin with a dot.")
    private boolean all;

    @Option(
            names = {"-A", "--almost-all"},
            description = "The same without . and ..")
    private boolean almostAll;

    @Option(names = "-l", description = "One file a line with all that is known of it.")
    private boolean longLayout;

    @Option(names = "-1", description = "One name a line.")
    private boolean lines;

    @Option(names = "-C", description = "Names in columns, as on a terminal.")
    private boolean columns;

    @Option(
            names = {"-R", "--recursive"},
            description = "Directories in directories too.")
    private boolean recursive;

    @Option(
            names = {"-d", "--directory"},
            description = "Directories themselves, not what is in them.")
    private boolean directory;

    @Option(
            names = {"-i", "--inode"},
            description = "The number of each inode.")
    private boolean inode;

    @Option(
            names = {"-h", "--human-readable"},
            description = "Sizes like 1.1K and 23M.")
    private boolean human;

    @Option(
            names = {"-F", "--classify"},
            description = "A sign behind each name that tells its type, one of */=@|.")
    private boolean classify;

    @Option(names = "-S", description = "By size, the largest first.")
    private boolean bySize;

    @Option(names = "-t", description = "By time, the newest first.")
    private boolean byTime;

    @Option(names = "-U", description = "As they lie in the directory.")
    private boolean unsorted;

    @Option(
            names = {"-r", "--reverse"},
            description = "The other way round.")
    private boolean reverse;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "mtime",
            converter = TimeWord.class,
            description = "Which time: mtime, atime, ctime or crtime. Default: mtime.")
    private Time time;

    @Option(
            names = "--time-style",
            paramLabel = "STYLE",
            defaultValue = "locale",
            converter = TimeStyleWord.class,
            description = "How: full-iso, long-iso, iso or locale. Default: locale.")
    private TimeStyle timeStyle;

    @Option(names = "--full-time", description = "-l --time-style=full-iso")
    private boolean fullTime;

    /**
     * What they come to.
     *
     * @param numeric whether owners are to be numbers, which makes lines long
     * @param json whether everything is shown
     * @param terminal what standard output is
     */
    LsStyle style(boolean numeric, boolean json, Terminal terminal) {
        boolean isLong = longLayout || fullTime || numeric || json;
        Layout layout =
                isLong
                        ? Layout.LONG
                        : columns || terminal.isTerminal() && !lines
                                ? Layout.COLUMNS
                                : Layout.LINES;
        return new LsStyle(
                all ? Hidden.ALL : almostAll ? Hidden.ALMOST_ALL : Hidden.NONE,
                layout,
                directory,
                recursive && !directory,
                inode,
                human,
                classify,
                sort(isLong),
                reverse,
                time,
                fullTime ? TimeStyle.FULL_ISO : timeStyle);
    }

    /** A time that is chosen and not shown sorts. */
    private Sort sort(boolean isLong) {
        if (unsorted) {
            return Sort.NONE;
        }
        if (bySize) {
            return Sort.SIZE;
        }
        return byTime || time != Time.MTIME && !isLong ? Sort.TIME : Sort.NAME;
    }

    /** Reads a time. */
    static final class TimeWord implements ITypeConverter<Time> {

        /** Made by picocli. */
        TimeWord() {}

        @Override
        public Time convert(String value) {
            return known(TIMES, value, "mtime, atime, ctime or crtime");
        }
    }

    /** Reads a style. */
    static final class TimeStyleWord implements ITypeConverter<TimeStyle> {

        /** Made by picocli. */
        TimeStyleWord() {}

        @Override
        public TimeStyle convert(String value) {
            return known(TIME_STYLES, value, "full-iso, long-iso, iso or locale");
        }
    }

    private static <T> T known(Map<String, T> words, String value, String choice) {
        if (!words.containsKey(value)) {
            throw new TypeConversionException("'" + value + "' is not one of " + choice);
        }
        return words.get(value);
    }
}
