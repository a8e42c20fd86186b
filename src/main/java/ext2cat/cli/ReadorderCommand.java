// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.trace.OrderFormat;
import ext2cat.trace.ReadPrediction;
import ext2cat.trace.ReaderProgram;
import ext2cat.trace.plot.PlotStyle;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ext2 readorder}. */
@Command(
        name = "readorder",
        description = "Shows in which order Linux reads the blocks of files, and what that costs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:All is shown, and in order if that was to be checked.",
            "1:The order is not what it should be, the capture does not follow the model, a path"
                    + " is missing or is no file, or reading or writing failed."
        })
final class ReadorderCommand implements Callable<Integer> {

    private static final long MAX_KILOBYTES = 1 << 24;

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "ext2",
            description = {
                "Who reads: ext2, the ext2 driver of Linux 6.1; ext4, the ext4 driver of Linux"
                        + " 6.18, which serves ext2 images on most machines of today;"
                        + " no-boundary, ext2 without BH_Boundary; per-block, one read a block as"
                        + " debugfs does. Default: ext2."
            })
    private String model;

    @Option(
            names = "--reader",
            paramLabel = "PROGRAM",
            defaultValue = "cat",
            description =
                    "The program that reads: cat; dd:BYTES, with reads of that size; mmap, touching"
                            + " page after page; whole, all in one window."
                            + " Default: cat.")
    private String reader;

    @Option(
            names = "--read-ahead-kb",
            paramLabel = "KB",
            defaultValue = "128",
            description = "read_ahead_kb of the device. Default: 128.")
    private long readAheadKb;

    @Option(
            names = "--max-sectors-kb",
            paramLabel = "KB",
            defaultValue = "1280",
            description = "max_sectors_kb of the device. Default: 1280.")
    private long maxSectorsKb;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "text, json, csv, blkparse, blktrace (for blkparse and btt), fio (iolog version"
                            + " 2) or fio3 (version 3). Default: text.")
    private String format;

    @Option(
            names = "--verify",
            description =
                    "Check the order: a seek back that the layout does not force, a block read"
                            + " twice, a mergeable pair not merged.")
    private boolean verify;

    @Option(names = "--all", description = "Every regular file of the image, instead of PATHs.")
    private boolean all;

    @Option(
            names = "--against",
            paramLabel = "CAPTURE",
            description =
                    "Compare with what was recorded of a real read of the one PATH: blkparse text,"
                            + " blktrace binary, or trace events. The exit code is 0 if the reads"
                            + " are those of --model, or of any model if none is given; without"
                            + " --reader and --read-ahead-kb the reader is found out too.")
    private String against;

    @Option(
            names = "--device",
            paramLabel = "MAJOR,MINOR",
            description = "The device in the capture; if not given, the one that fits.")
    private String device;

    @Option(
            names = "--device-offset",
            paramLabel = "SECTORS",
            description =
                    "Where the file system begins on that device; if not given, where it fits.")
    private Long deviceOffsetSectors;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Draw the order of the one PATH too, as FILE.svg or FILE.html: the models ext2,"
                            + " ext4 and no-boundary, and MODEL if it is another.")
    private String plot;

    @Option(
            names = "--plot-style",
            paramLabel = "STYLE",
            defaultValue = "overlay",
            description =
                    "How the models share the picture: overlay, over each other in one panel;"
                            + " panels, side by side. Default: overlay.")
    private String plotStyle;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files of the image.")
    private List<String> paths = List.of();

    private final Streams streams;

    ReadorderCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ReadPrediction prediction =
                new ReadPrediction(
                        model(),
                        parse("--reader", reader, ReaderProgram::parse),
                        QueueLimits.ofKilobytes(
                                kilobytes("--read-ahead-kb", readAheadKb),
                                kilobytes("--max-sectors-kb", maxSectorsKb)));
        OrderFormat chosen = format();
        if (all == !paths.isEmpty()) {
            throw usage(all ? "--all takes no PATH" : "give a PATH, or --all");
        }
        if (paths.size() != 1 && (plot != null || against != null)) {
            throw usage((plot != null ? "--plot" : "--against") + " takes exactly one PATH");
        }
        if (options.offsetBytes % 512 != 0) {
            throw usage("--offset " + options.offsetBytes + " is not a multiple of 512");
        }
        Readorder readorder =
                new Readorder(
                        new Session(streams, spec, options),
                        ImageSource.of(image, options),
                        prediction);
        if (against != null) {
            return readorder
                    .against(
                            paths.getFirst(),
                            new ReadorderAgainst.Target(
                                    path(against),
                                    Optional.ofNullable(device)
                                            .map(
                                                    text ->
                                                            parse(
                                                                    "--device",
                                                                    text,
                                                                    ReadorderAgainst::device)),
                                    Optional.ofNullable(deviceOffsetSectors),
                                    !isGiven("--model"),
                                    !isGiven("--reader") && !isGiven("--read-ahead-kb")))
                    .value();
        }
        Readorder.Output output = new Readorder.Output(chosen, verify, plot(), plotStyle());
        return (all ? readorder.all(output) : readorder.paths(paths, output)).value();
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private ReadModel model() {
        return ReadPrediction.MODELS.stream()
                .filter(known -> known.name().equals(model))
                .findFirst()
                .orElseThrow(
                        () ->
                                usage(
                                        "--model '%s' is none of %s"
                                                .formatted(
                                                        model,
                                                        ReadPrediction.MODELS.stream()
                                                                .map(ReadModel::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private OrderFormat format() {
        return Stream.of(OrderFormat.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(format))
                .findFirst()
                .orElseThrow(
                        () ->
                                usage(
                                        "--format '%s' is none of text, json, csv, blkparse, blktrace, fio, fio3"
                                                .formatted(format)));
    }

    private PlotStyle plotStyle() {
        return Stream.of(PlotStyle.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(plotStyle))
                .findFirst()
                .orElseThrow(
                        () ->
                                usage(
                                        "--plot-style '%s' is none of overlay, panels"
                                                .formatted(plotStyle)));
    }

    private Optional<Path> plot() {
        if (plot == null) {
            return Optional.empty();
        }
        if (!plot.endsWith(".svg") && !plot.endsWith(".html")) {
            throw usage("--plot '%s' ends neither in .svg nor in .html".formatted(plot));
        }
        return Optional.of(path(plot));
    }

    private long kilobytes(String option, long value) {
        if (value < 0 || value > MAX_KILOBYTES) {
            throw usage("%s %d is not from 0 to %d".formatted(option, value, MAX_KILOBYTES));
        }
        return value;
    }

    private Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw usage("'" + text + "' is no file name");
        }
    }

    private <T> T parse(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
