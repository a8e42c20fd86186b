// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 du}. */
@Command(
        name = "du",
        description = "Adds up what directories take.",
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%n",
        footer = {
            "Sizes are in KiB unless an option says otherwise; a file with several names",
            "counts once."
        })
final class DuCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-a", "--all"},
            description = "Files too, not only directories.")
    private boolean all;

    @Option(
            names = {"-s", "--summarize"},
            description = "Only one sum for each PATH.")
    private boolean summarize;

    @Option(
            names = {"-d", "--max-depth"},
            paramLabel = "N",
            description = "Only what is at most N names deep.")
    private Integer maxDepth;

    @Option(
            names = {"-c", "--total"},
            description = "A sum of all at the end.")
    private boolean total;

    @Option(
            names = {"-l", "--count-links"},
            description = "A file counts for each of its names.")
    private boolean eachName;

    @Option(names = "--apparent-size", description = "Sizes, not the space allocated.")
    private boolean apparent;

    @Option(
            names = {"-b", "--bytes"},
            description = "--apparent-size, in bytes.")
    private boolean bytes;

    @Option(
            names = {"-h", "--human-readable"},
            description = "Sizes like 1.1K and 23M.")
    private boolean human;

    @Option(names = "-k", description = "Sizes in KiB, which is the default.")
    private boolean kibibytes;

    @Option(names = "--json", description = "Write the sums as JSON, in bytes.")
    private boolean json;

    @Mixin private ImageOptions options;

    @Mixin private HelpOptions help;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files and directories of the image. Default: the root.")
    private List<String> paths = List.of("/");

    private final Streams streams;

    DuCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        DuOptions style = style();
        return session.run(ImageSource.of(image, options), volume -> run(session, volume, style))
                .value();
    }

    private DuOptions style() {
        if (all && summarize) {
            throw new ParameterException(spec.commandLine(), "-a and -s exclude each other");
        }
        if (summarize && maxDepth != null && maxDepth != 0 || maxDepth != null && maxDepth < 0) {
            throw new ParameterException(
                    spec.commandLine(), "-d takes a number from 0 on, with -s only 0");
        }
        int depth = summarize ? 0 : maxDepth == null ? Integer.MAX_VALUE : maxDepth;
        DuOptions.Unit unit =
                human
                        ? DuOptions.Unit.HUMAN
                        : bytes && !kibibytes ? DuOptions.Unit.BYTES : DuOptions.Unit.KIBIBYTES;
        return new DuOptions(all, depth, apparent || bytes, eachName, total, unit);
    }

    private void run(Session session, Volume volume, DuOptions style) throws IOException {
        if (json) {
            Json.write(
                    session.textOut(),
                    generator -> {
                        generator.writeStartArray();
                        new Du(session, volume, style, new JsonSums(generator)).run(paths);
                        generator.writeEndArray();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        try {
            new Du(session, volume, style, new TextSums(out, style.unit())).run(paths);
        } finally {
            out.flush();
        }
    }

    /** A line each. */
    private record TextSums(TextOut out, DuOptions.Unit unit) implements Du.Output {

        @Override
        public void size(String path, Inode inode, long bytes) throws IOException {
            out.put(unit.text(bytes)).put('\t').put(path).put('\n');
        }

        @Override
        public void total(long bytes) throws IOException {
            out.put(unit.text(bytes)).put("\ttotal\n");
        }
    }

    /** An object each. */
    private record JsonSums(JsonGenerator json) implements Du.Output {

        @Override
        public void size(String path, Inode inode, long bytes) throws IOException {
            json.writeStartObject();
            json.writeStringField("path", path);
            json.writeNumberField("inode", inode.number());
            json.writeNumberField("total_bytes", bytes);
            json.writeEndObject();
        }

        @Override
        public void total(long bytes) throws IOException {
            json.writeStartObject();
            json.writeNumberField("total_bytes", bytes);
            json.writeEndObject();
        }
    }
}
