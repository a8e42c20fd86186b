// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.disk.DeviceNumber;
import ext2cat.image.Location;
import ext2cat.mpage.QueueLimits;
import ext2cat.readorder.ReaderProgram;
import ext2cat.readorder.plot.PlotStyle;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code ext2 readorder}. */
public final class ReadorderCommand extends ImageCommand {

    private static final long MAX_KILOBYTES = 1 << 24;

    private final Parameter<String> model =
            syntax.option(
                    "--model=MODEL",
                    Kind.text(),
                    "ext2",
                    "The kernel that reads: ext2, the ext2 driver of Linux 6.1; ext4, the ext4"
                            + " driver of Linux 6.18, which serves ext2 on most machines today;"
                            + " linux-3.10, the kernel of the manual pages; no-boundary, ext2"
                            + " without BH_Boundary; per-block, one read for each block, as"
                            + " debugfs does. 'list' prints all. Default: ext2.");

    private final Parameter<String> reader =
            syntax.option(
                    "--reader=PROGRAM",
                    Kind.text(),
                    "cat",
                    "The program that reads: cat (and cp); md5sum (and sha256sum ...); tar;"
                        + " dd:BYTES, with reads of that size; sequential:BYTES, like dd after"
                        + " posix_fadvise(SEQUENTIAL); direct:BYTES, like dd with O_DIRECT;"
                        + " head:BYTES and tail:BYTES, like head -c and tail -c; mmap, which"
                        + " touches page after page; whole, everything in one window. dd,"
                        + " sequential and direct also take BYTES@OFFSET, and begin at that byte."
                        + " Default: cat.");

    private final Parameter<Long> readAheadKb =
            syntax.option(
                    "--read-ahead-kb=KB",
                    Kind.longNumber(),
                    "128",
                    "read_ahead_kb of the device. Default: 128.");

    private final Parameter<Long> maxSectorsKb =
            syntax.option(
                    "--max-sectors-kb=KB",
                    Kind.longNumber(),
                    "1280",
                    "max_sectors_kb of the device. Default: 1280.");

    private final Parameter<String> format =
            syntax.option(
                    "--format=FORMAT",
                    Kind.text(),
                    "text",
                    "text, json, csv, blkparse, blktrace (for blkparse and btt), fio"
                            + " (iolog version 2) or fio3 (version 3). Default: text.");

    private final Parameter<Boolean> verify =
            syntax.flag(
                    "--verify",
                    "Check the order for seeks back that the layout does not force, blocks that are"
                            + " read twice, and neighbours that are not merged.");

    private final Parameter<Boolean> all =
            syntax.flag("--all", "Read every regular file of the image, instead of PATHs.");

    private final Parameter<String> against =
            syntax.option(
                    "--against=CAPTURE",
                    "Compare with CAPTURE, a recording of a real read of the one PATH: blkparse"
                        + " text, blktrace binary, or trace events. The exit code is 0 if the reads"
                        + " are those of --model, or of any model if none is given. If the capture"
                        + " holds a part of the file, that part is compared. Without --reader and"
                        + " --read-ahead-kb, the reader is found as well. Allows --format text and"
                        + " json.");

    private final Parameter<String> map =
            syntax.option(
                    "--map=CAPTURE",
                    "Show which files and metadata the reads of CAPTURE are of, how much was read"
                        + " of each and in which order; for all reads of a device, without PATHs."
                        + " CAPTURE is one as for --against, a table of biosnoop or an iolog of"
                        + " fio, perhaps compressed by gzip, xz or zstd. - is standard input."
                        + " Allows --format text and json.");

    private final Parameter<String> device =
            syntax.option(
                    "--device=MAJOR,MINOR",
                    "The device in the capture. Default: the one that fits; for --map, the one with"
                            + " most reads.");

    private final Parameter<Long> deviceOffsetSectors =
            syntax.option(
                    "--device-offset=SECTORS",
                    Kind.longNumber(),
                    "Where the file system begins on that device. Default: where it fits.");

    private final Parameter<String> plot =
            syntax.option(
                    "--plot=FILE",
                    "Also draw the order of the one PATH into FILE.svg or FILE.html, for the models"
                            + " ext2, ext4 and no-boundary, and MODEL if it is another.");

    private final Parameter<String> plotStyle =
            syntax.option(
                    "--plot-style=STYLE",
                    Kind.text(),
                    "overlay",
                    "How the models share the picture: overlay, in one panel; panels, side by side."
                            + " Default: overlay.");

    private final Parameter<String> paths = syntax.words("PATH", 0, "Files of the image.");

    /** Under this name, which its program comes before. */
    public ReadorderCommand(String name) {
        super(
                new Syntax(
                                name,
                                "Shows in which order Linux reads the blocks of files, and what"
                                        + " that costs.")
                        .exitCode(
                                ExitCode.OK,
                                "Everything is shown, and in order if --verify is given.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "--verify found something out of order, the capture does not follow"
                                    + " the model, a path is missing or is not a file, or reading"
                                    + " or writing failed.")
                        .listing("--model", DriverModels::list)
                        .synopsis(Syntax.Synopsis.FULL));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE /man-page", "--format json IMAGE /man-page");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Asked asked =
                new Asked(
                        DriverModels.named("--model", model.get()),
                        parse("--reader", reader.get(), ReaderProgram::parse),
                        QueueLimits.ofKilobytes(
                                kilobytes("--read-ahead-kb", readAheadKb.get()),
                                kilobytes("--max-sectors-kb", maxSectorsKb.get())));
        ReadorderFormat chosen = format();
        if (map.isGiven()) {
            return map(session, image, chosen);
        }
        if (all.isGiven() == paths.isGiven()) {
            throw usage(all.isGiven() ? "--all takes no PATH" : "give a PATH, or --all");
        }
        if (paths.all().size() != 1 && (plot.isGiven() || against.isGiven())) {
            throw usage((plot.isGiven() ? "--plot" : "--against") + " takes exactly one PATH");
        }
        if (image.location() instanceof Location.Offset(long bytes) && bytes % 512 != 0) {
            throw usage("--offset " + bytes + " is not a multiple of 512");
        }
        Readorder readorder = new Readorder(session, image, asked);
        if (against.isGiven()) {
            return readorder.against(
                    paths.get(),
                    new ReadorderAgainst.Target(
                            path(against.get()),
                            device.ifGiven()
                                    .map(text -> parse("--device", text, ReadorderAgainst::device)),
                            deviceOffsetSectors.ifGiven(),
                            !model.isGiven(),
                            !reader.isGiven() && !readAheadKb.isGiven(),
                            againstFormat(chosen) == ReadorderFormat.JSON));
        }
        Readorder.Output output =
                new Readorder.Output(chosen, verify.isGiven(), plot(), plotStyle());
        return (all.isGiven() ? readorder.all(output) : readorder.paths(paths.all(), output));
    }

    private ExitCode map(Session session, Image image, ReadorderFormat chosen) {
        if (paths.isGiven() || all.isGiven() || against.isGiven() || plot.isGiven()) {
            throw usage("--map takes no PATH, and neither --all, --against nor --plot");
        }
        if (!chosen.hasFigures()) {
            throw usage("--map with --format %s: it takes text or json".formatted(format.get()));
        }
        Optional<DeviceNumber> of =
                device.ifGiven().map(text -> parse("--device", text, ReadorderAgainst::device));
        OptionalLong begin =
                deviceOffsetSectors.isGiven()
                        ? OptionalLong.of(deviceOffsetSectors.get())
                        : OptionalLong.empty();
        Path capture = map.get().equals("-") ? Path.of("/dev/stdin") : path(map.get());
        ReadorderMap work =
                new ReadorderMap(session, image, capture, chosen == ReadorderFormat.JSON);
        return session.run(image, volume -> work.run(volume, of, begin));
    }

    private ReadorderFormat format() {
        return ReadorderFormat.of(format.get())
                .orElseThrow(
                        () ->
                                usage(
                                        "--format '%s' is not one of %s"
                                                .formatted(
                                                        format.get(),
                                                        "text, json, csv, blkparse, blktrace,"
                                                                + " fio, fio3")));
    }

    /** A comparison is told in text or JSON; the other formats are of one order of reads. */
    private ReadorderFormat againstFormat(ReadorderFormat chosen) {
        if (!chosen.hasFigures()) {
            throw usage(
                    "--against with --format %s: it takes text or json".formatted(format.get()));
        }
        return chosen;
    }

    private PlotStyle plotStyle() {
        return Stream.of(PlotStyle.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(plotStyle.get()))
                .findFirst()
                .orElseThrow(
                        () ->
                                usage(
                                        "--plot-style '%s' is not one of overlay, panels"
                                                .formatted(plotStyle.get())));
    }

    private Optional<Path> plot() {
        Optional<String> name = plot.ifGiven();
        if (name.filter(text -> !text.endsWith(".svg") && !text.endsWith(".html")).isPresent()) {
            throw usage("--plot '%s' ends neither in .svg nor in .html".formatted(name.get()));
        }
        return name.map(ReadorderCommand::path);
    }

    private static long kilobytes(String option, long value) {
        if (value < 0 || value > MAX_KILOBYTES) {
            throw usage("%s %d is not from 0 to %d".formatted(option, value, MAX_KILOBYTES));
        }
        return value;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw usage("'" + text + "' is not a file name");
        }
    }

    private static <T> T parse(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private static UsageException usage(String message) {
        return new UsageException(message);
    }
}
