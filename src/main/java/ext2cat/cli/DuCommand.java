// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;

/** {@code ext2 du}. */
final class DuCommand implements Command {

    private static final String FOOTER =
            """
            Sizes are in KiB unless an option says otherwise; a file with several names
            counts once.
            """;

    private final Syntax syntax =
            new Syntax("ext2 du", "Adds up what directories take.").footer(FOOTER);

    private final Parameter<Boolean> all =
            syntax.flag("-a, --all", "Files too, not only directories.");

    private final Parameter<Boolean> summarize =
            syntax.flag("-s, --summarize", "Only one sum for each PATH.");

    private final Parameter<Integer> maxDepth =
            syntax.option("-d, --max-depth=N", Kind.number(), "Only what is at most N names deep.");

    private final Parameter<Boolean> total = syntax.flag("-c, --total", "A sum of all at the end.");

    private final Parameter<Boolean> eachName =
            syntax.flag("-l, --count-links", "A file counts for each of its names.");

    private final Parameter<Boolean> apparent =
            syntax.flag("--apparent-size", "Sizes, not the space allocated.");

    private final Parameter<Boolean> bytes =
            syntax.flag("-b, --bytes", "--apparent-size, in bytes.");

    private final Parameter<Boolean> human =
            syntax.flag("-h, --human-readable", "Sizes like 1.1K and 23M.");

    private final Parameter<Boolean> kibibytes =
            syntax.flag("-k", "Sizes in KiB, which is the default.");

    private final Parameter<Boolean> json =
            syntax.flag("--json", "Write the sums as JSON, in bytes.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Parameter<String> paths =
            syntax.wordsOr("/", "PATH", "Files and directories of the image. Default: the root.");

    private final Streams streams;

    DuCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        DuOptions style = style();
        return session.run(
                        ImageSource.of(image.get(), options), volume -> run(session, volume, style))
                .value();
    }

    private DuOptions style() {
        if (all.isGiven() && summarize.isGiven()) {
            throw new UsageException("-a and -s exclude each other");
        }
        int most = summarize.isGiven() ? 0 : Integer.MAX_VALUE;
        int depth = maxDepth.ifGiven().orElse(most);
        if (depth < 0 || depth > most) {
            throw new UsageException("-d takes a number from 0 on, with -s only 0");
        }
        DuOptions.Unit unit =
                human.isGiven()
                        ? DuOptions.Unit.HUMAN
                        : bytes.isGiven() && !kibibytes.isGiven()
                                ? DuOptions.Unit.BYTES
                                : DuOptions.Unit.KIBIBYTES;
        return new DuOptions(
                all.isGiven(),
                depth,
                apparent.isGiven() || bytes.isGiven(),
                eachName.isGiven(),
                total.isGiven(),
                unit);
    }

    private void run(Session session, Volume volume, DuOptions style) throws IOException {
        if (json.isGiven()) {
            Json.write(
                    session.textOut(),
                    generator -> {
                        generator.writeStartArray();
                        new Du(session, volume, style, new JsonSums(generator)).run(paths.all());
                        generator.writeEndArray();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        try {
            new Du(session, volume, style, new TextSums(out, style.unit())).run(paths.all());
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
