// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.DamageReport;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.inspect.MapSummary;
import ext2cat.inspect.UseMap;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows the maps of files. A path that fails is said and the next one is shown all the same; a map
 * that is damaged is shown as far as it can be read.
 */
final class Blocks {

    /** How the maps are shown. */
    enum Form {
        /** A line for each run and each indirect block. */
        TEXT,
        /** A line for each run. */
        EXTENTS,
        /** JSON. */
        JSON
    }

    private final Session session;
    private final Image source;

    Blocks(Session session, Image source) {
        this.session = session;
        this.source = source;
    }

    /**
     * Shows some files.
     *
     * @param paths as typed
     * @param plot where the image is drawn, as typed
     */
    ExitCode run(List<String> paths, Form form, Optional<String> plot) {
        return session.run(
                source,
                volume -> {
                    if (plot.isPresent()) {
                        draw(volume, paths, plot.get());
                    }
                    if (paths.isEmpty()) {
                        return;
                    }
                    Writer out = session.textOut();
                    if (form == Form.JSON) {
                        Json.write(out, json -> writeJson(volume, paths, json));
                    } else {
                        for (String path : paths) {
                            show(volume, path, located -> writeText(located, form, out));
                        }
                        out.flush();
                    }
                });
    }

    /** What is done with each file. */
    private interface Show {
        void file(Located located) throws IOException;
    }

    private void show(Volume volume, String typed, Show show) throws IOException {
        try {
            for (Located located :
                    new FileArguments(volume, false, session::reportPart).locate(typed)) {
                show.file(located);
            }
        } catch (IOException e) {
            session.reportPart(e, Shown.word(typed));
        }
    }

    private void draw(Volume volume, List<String> paths, String file) throws IOException {
        try (DamageReport damage = new DamageReport(session, source.label())) {
            UseMap map = UseMap.of(volume, UsePlot.MOST_CELLS, damage);
            List<String> marked = new ArrayList<>();
            for (String path : paths) {
                try {
                    for (Located located :
                            new FileArguments(volume, false, (_, _) -> {}).locate(path)) {
                        map.mark(located.inode());
                        marked.add(FileArguments.label(located));
                    }
                } catch (IOException _) {
                    // Told when the map of the path is to be shown.
                }
            }
            UsePlot plot =
                    new UsePlot(
                            source.label(),
                            String.join(", ", marked),
                            volume.blockSizeBytes(),
                            map);
            write(plot, file);
        }
    }

    private void write(UsePlot plot, String file) throws IOException {
        try (Writer out = Files.newBufferedWriter(Arguments.path(file))) {
            if (file.endsWith(".html")) {
                plot.writeHtml(out);
            } else {
                plot.writeSvg(out);
            }
        } catch (IOException e) {
            session.reportPart(e, Shown.word(file));
        }
    }

    private void writeText(Located located, Form form, Writer out) throws IOException {
        try (DamageReport damage = new DamageReport(session, FileArguments.label(located))) {
            BlocksText text = new BlocksText(located, form == Form.TEXT, out, damage);
            text.begin();
            text.end(MapSummary.of(located.inode(), text));
        } finally {
            out.flush(); // so that what is said of damage stands after what it is about
        }
    }

    private void writeJson(Volume volume, List<String> paths, Json json) throws IOException {
        json.array();
        for (String path : paths) {
            show(volume, path, located -> writeJson(located, json));
        }
        json.end();
    }

    private void writeJson(Located located, Json json) throws IOException {
        try (DamageReport damage = new DamageReport(session, FileArguments.label(located))) {
            BlocksJson blocks = new BlocksJson(located, json, damage);
            blocks.begin();
            try {
                blocks.summary(MapSummary.of(located.inode(), blocks));
            } finally {
                blocks.end();
            }
        }
    }
}
