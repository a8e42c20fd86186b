// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.disk.FileType;
import ext2cat.mm.KernelModel;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Pin;
import ext2cat.readorder.PinResult;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;

/** {@code ext2 pin}. */
public final class PinCommand extends ImageCommand {

    private static final String FOOTER =
            """
            The table:
              page     the page of the file, 4096 bytes, counted from 0
              fault    major: it had to be read; minor: it was in the page cache;
                       none: it was mapped already, with a neighbour
              entry    what the page table then allows the user to do
              refs     how many hold the page: the page cache, page tables, pins
              flags    the kernel's flags of the page, PG_uptodate and so on

              The lines below a page are the reads for it: sector + sectors.
            """;

    private static final long MAX_KILOBYTES = 1 << 24;

    /** max_sectors_kb of a device that says nothing else. */
    private static final long MAX_SECTORS_KB = 1280;

    private final Parameter<Long> startPage =
            syntax.option(
                    "--start=PAGE",
                    Kind.position(),
                    "0",
                    "The first page of the file to pin, counted from 0. (--offset is"
                            + " where the file system begins.)");

    private final Parameter<Long> pages =
            syntax.option(
                    "--pages=N",
                    Kind.position(),
                    "How many pages to pin. Default: the rest of the file, at most 256. A number"
                            + " beyond the end of the file shows what happens there.");

    private final Parameter<Boolean> write =
            syntax.flag("--write", "Pin the pages for writing (FOLL_WRITE).");

    private final Parameter<Boolean> nonblocking =
            syntax.flag(
                    "--nonblocking",
                    "Let get_user_pages drop the lock and return instead of waiting.");

    private final Parameter<Boolean> isPrivate =
            syntax.flag(
                    "--private",
                    "Map the file private, for reading and writing: a write makes a copy."
                            + " Default.");

    private final Parameter<Boolean> shared =
            syntax.flag("--shared", "Map the file shared, which allows only reading.");

    private final Parameter<String> kernel =
            syntax.option(
                    "--model=KERNEL",
                    Kind.text(),
                    "6.1",
                    "The kernel whose get_user_pages is used: 6.1; 3.10 or 3.10.108; manual, that"
                            + " kernel as its manual page words it. 'list' prints all."
                            + " Default: 6.1.");

    private final Parameter<String> driver =
            syntax.option(
                    "--driver=MODEL",
                    Kind.text(),
                    "ext2",
                    "The driver that reads, as for --model of readorder: ext2, ext4, linux-3.10,"
                            + " no-boundary or per-block. 'list' prints all. Default: ext2.");

    private final Parameter<Long> readAheadKb =
            syntax.option(
                    "--read-ahead-kb=KB",
                    Kind.position(),
                    "128",
                    "read_ahead_kb of the device. Default: 128.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<String> path =
            syntax.word("PATH", "A file of the image, or <N> for inode N.");

    /** Under this name, which its program comes before. */
    public PinCommand(String name) {
        super(
                new Syntax(
                                name,
                                "Maps a file into memory, pins its pages by get_user_pages, and"
                                        + " shows what that reads.")
                        .listing("--driver", DriverModels::list)
                        .listing("--model", MemoryModels::list)
                        .exitCode(ExitCode.OK, "All pages were pinned.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "Not all pages could be pinned, a path is missing or is not a file,"
                                        + " or reading or writing failed.")
                        .synopsis(Syntax.Synopsis.FULL)
                        .footer(FOOTER));
        syntax.choice(isPrivate, shared);
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE /man-page", "--json IMAGE /man-page");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        atMost("--start", startPage.get(), Pin.MAX_START);
        atMost("--read-ahead-kb", readAheadKb.get(), MAX_KILOBYTES);
        Optional<Long> count = pages.ifGiven();
        count.ifPresent(asked -> atMost("--pages", asked, Pin.MAX_PAGES));
        KernelModel model = MemoryModels.named(kernel.get());
        ReadModel reads = DriverModels.named("--driver", driver.get());
        QueueLimits limits = QueueLimits.ofKilobytes(readAheadKb.get(), MAX_SECTORS_KB);
        return session.run(
                image,
                volume -> {
                    try {
                        Located found = regularFile(volume);
                        Pin pin = Pin.of(found.inode()).model(model).driver(reads).limits(limits);
                        show(session, FileArguments.label(found), withOptions(pin));
                    } catch (IOException e) {
                        session.reportPart(e, Shown.word(path.get()));
                    }
                });
    }

    private Located regularFile(Volume volume) throws IOException {
        Located found = new FileArguments(volume, true).one(path.get());
        if (found.inode().type() != FileType.REGULAR) {
            throw new FileSystemException(
                    "", null, "is a " + found.inode().type().label() + ", which is not mapped");
        }
        return found;
    }

    private Pin withOptions(Pin file) {
        Pin pin =
                pages.isGiven()
                        ? file.pages(startPage.get(), pages.get())
                        : file.from(startPage.get());
        pin = write.isGiven() ? pin.write() : pin;
        pin = nonblocking.isGiven() ? pin.nonblocking() : pin;
        return shared.isGiven() ? pin.shared() : pin;
    }

    /**
     * Shows the pages that were pinned before something stopped it, if anything did; that they are
     * not all is the exit code.
     */
    private void show(Session session, String label, Pin pin) throws IOException {
        PinResult result = pin.run();
        Writer out = session.textOut();
        if (json.isGiven()) {
            Json.write(out, generator -> new PinJson(generator, result, pin).write(label));
        } else {
            new PinText(out, result, pin).write(label);
        }
        if (result.stop().isPresent()) {
            Optional<IOException> failure = result.stop().get().failure();
            if (failure.isPresent()) {
                session.reportPart(failure.get(), label);
            }
            session.end(ExitCode.PATH_OR_IO);
        }
    }

    private void atMost(String option, long value, long most) {
        if (value > most) {
            throw usage("%s %d is more than %d".formatted(option, value, most));
        }
    }

    private static UsageException usage(String message) {
        return new UsageException(message);
    }
}
