// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.mm.KernelModel;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.trace.ReadPrediction;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code ext2 pin}. */
@Command(
        name = "pin",
        description =
                "Maps a file into memory, pins its pages by get_user_pages, and shows what that"
                        + " reads.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:All pages were pinned.",
            "1:Something stopped it before, a path is missing or is no file, or reading or writing"
                    + " failed."
        },
        footerHeading = "%nThe table:%n",
        footer = {
            "  page     the page of the file, 4096 bytes, counted from 0",
            "  fault    major: it had to be read; minor: it was in the page cache;",
            "           none: it was mapped already, with a neighbour",
            "  entry    what the page table lets the user do then",
            "  refs     who keeps the page: the page cache, page tables, pins",
            "  flags    what the kernel knows of the page, PG_uptodate and so on",
            "",
            "  Below a page stands what was read for it: sector + sectors."
        })
final class PinCommand implements Callable<Integer> {

    /** 256 MiB, all of which is memory of this process. */
    private static final long MAX_PAGES = 1 << 16;

    /** No ext2 file has more. */
    private static final long MAX_START = 1L << 33;

    private static final long MAX_KILOBYTES = 1 << 24;

    /** max_sectors_kb of a device that says nothing else. */
    private static final long MAX_SECTORS_KB = 1280;

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = "--start",
            paramLabel = "PAGE",
            defaultValue = "0",
            converter = ImageOptions.Position.class,
            description =
                    "The first page of the file to pin, counted from 0. (--offset is where the"
                            + " file system begins.)")
    private long startPage;

    @Option(
            names = "--pages",
            paramLabel = "N",
            converter = ImageOptions.Position.class,
            description =
                    "How many pages to pin. If not given, all that follow, but at most 256."
                            + " More than the file has shows what happens behind its end.")
    private Long pages;

    @Option(names = "--write", description = "Pin them to be written to (FOLL_WRITE).")
    private boolean write;

    @Option(
            names = "--nonblocking",
            description = "Let get_user_pages drop the lock and return instead of waiting.")
    private boolean nonblocking;

    /** How the file is mapped. */
    static final class Kind {

        @Option(
                names = "--private",
                description = "Map it private, to read and write: a write makes a copy. Default.")
        private boolean isPrivate;

        @Option(names = "--shared", description = "Map it shared, and so to read only.")
        private boolean shared;
    }

    @ArgGroup private Kind kind = new Kind();

    @Option(
            names = "--model",
            paramLabel = "KERNEL",
            defaultValue = "6.1",
            description = "Whose get_user_pages: 6.1, or 3.10 as in the manual. Default: 6.1.")
    private String kernel;

    @Option(
            names = "--driver",
            paramLabel = "MODEL",
            defaultValue = "ext2",
            description =
                    "Whose reads, as --model of readorder has it: ext2, ext4, no-boundary or"
                            + " per-block. Default: ext2.")
    private String driver;

    @Option(
            names = "--read-ahead-kb",
            paramLabel = "KB",
            defaultValue = "128",
            converter = ImageOptions.Position.class,
            description = "read_ahead_kb of the device. Default: 128.")
    private long readAheadKb;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "A file of the image, or <N> for inode N.")
    private String path;

    private final Streams streams;

    PinCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        atMost("--start", startPage, MAX_START);
        atMost("--read-ahead-kb", readAheadKb, MAX_KILOBYTES);
        Optional<Long> asked = Optional.ofNullable(pages);
        asked.ifPresent(count -> atMost("--pages", count, MAX_PAGES));
        PinRequest request =
                new PinRequest(
                        startPage,
                        asked.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        write,
                        nonblocking,
                        kind.shared,
                        kernel(),
                        driver(),
                        QueueLimits.ofKilobytes(readAheadKb, MAX_SECTORS_KB));
        Session session = new Session(streams, spec, options);
        return new Pin(session, request, json).run(ImageSource.of(image, options), path).value();
    }

    private KernelModel kernel() {
        return switch (kernel) {
            case "6.1" -> KernelModel.LINUX_6_1;
            case "3.10" -> KernelModel.LINUX_3_10;
            default -> throw usage("--model '%s' is none of 6.1, 3.10".formatted(kernel));
        };
    }

    private ReadModel driver() {
        return ReadPrediction.MODELS.stream()
                .filter(known -> known.name().equals(driver))
                .findFirst()
                .orElseThrow(
                        () ->
                                usage(
                                        "--driver '%s' is none of %s"
                                                .formatted(
                                                        driver,
                                                        ReadPrediction.MODELS.stream()
                                                                .map(ReadModel::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private void atMost(String option, long value, long most) {
        if (value > most) {
            throw usage("%s %d is more than %d".formatted(option, value, most));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
