// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class OrderPlotTest {

    private static final int DATA_LIGHT = 0x1f5fd0;
    private static final int METADATA_LIGHT = 0xc26a00;
    private static final int DATA_DARK = 0x6ea8ff;
    private static final int METADATA_DARK = 0xffb347;
    private static final int FIRST_LIGHT = 0x0072b2;
    private static final int SECOND_LIGHT = 0xd55e00;
    private static final int FIRST_DARK = 0x56b4e9;
    private static final int SECOND_DARK = 0xff9a3c;
    private static final int PAPER_DARK = 0x17191c;

    @TempDir Path folder;

    @Test
    void pictureHoldsTheEscapedNameAndOnePanelASeries() throws IOException {
        StringBuilder svg = new StringBuilder();
        plot("/a <b> & \"c\"", PlotStyle.PANELS).writeSvg(svg);
        assertThat(svg).contains("Order of reads: /a &lt;b&gt; &amp; &quot;c&quot;</text>");
        assertThat(svg).containsOnlyOnce("model ext2").containsOnlyOnce("model no-boundary");
        assertThat(svg).contains("seeks: 1 back, 1 forward").contains("prefers-color-scheme: dark");
    }

    @Test
    void overlaidModelsShareOnePanelAndEachHasItsMarksLinesAndFigures() throws IOException {
        StringBuilder svg = new StringBuilder();
        plot("/x", PlotStyle.OVERLAY).writeSvg(svg);
        assertThat(svg).containsOnlyOnce("class=\"panel overlay\"");
        assertThat(svg).containsOnlyOnce(">ext2</tspan><tspan dx=\"10\">3 reads, 1 metadata;");
        assertThat(svg).containsOnlyOnce(">no-boundary</tspan>");
        assertThat(svg).contains("<title>ext2, read 1: ", "<title>no-boundary, read 3: ");
        // In the middle of read 1, of three, the models stand to its left and to its right.
        assertThat(svg).contains("M1333.33 ", "M2000 ");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        StringBuilder page = new StringBuilder();
        plot("/x", PlotStyle.PANELS).writeHtml(page);
        assertThat(page.toString().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("://")
                .doesNotContain("@import")
                .doesNotContain("src=");
    }

    @Test
    void emptyFileHasAnEmptyPicture() throws IOException {
        StringBuilder svg = new StringBuilder();
        new OrderPlot("/empty", PlotStyle.PANELS, List.of(new PlotSeries("ext2", 10)))
                .writeSvg(svg);
        assertThat(svg).contains("0 reads").doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void pictureOfManyReadsStaysSmall() throws IOException {
        PlotSeries series = new PlotSeries("ext2", 10);
        for (int i = 0; i < 100_000; i++) {
            series.submit(PlotSeriesTest.data((i * 7919L) % 1_000_003, 3));
        }
        StringBuilder svg = new StringBuilder();
        new OrderPlot("/big", PlotStyle.PANELS, List.of(series)).writeSvg(svg);
        assertThat(svg.length()).isBetween(100_000, 1_000_000);
        assertThat(svg).contains("A mark stands for 64 reads in a row");
    }

    @ParameterizedTest
    @CsvSource({"svg, 1", "svg, 0", "html, 1", "html, 0"})
    void browserShowsPanelsInLightAndDark(String kind, int scheme) throws Exception {
        Png picture = shown(PlotStyle.PANELS, kind, scheme);
        boolean light = scheme == 1;
        assertThat(picture.count(light ? DATA_LIGHT : DATA_DARK)).isGreaterThan(1000);
        assertThat(picture.count(light ? METADATA_LIGHT : METADATA_DARK)).isGreaterThan(100);
        assertThat(picture.count(light ? 0xffffff : PAPER_DARK)).isGreaterThan(400_000);
        assertThat(picture.count(light ? DATA_DARK : DATA_LIGHT)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"svg, 1", "svg, 0", "html, 1", "html, 0"})
    void browserShowsEachOverlaidModelInLightAndDark(String kind, int scheme) throws Exception {
        Png picture = shown(PlotStyle.OVERLAY, kind, scheme);
        boolean light = scheme == 1;
        assertThat(picture.count(light ? FIRST_LIGHT : FIRST_DARK)).isGreaterThan(1000);
        assertThat(picture.count(light ? SECOND_LIGHT : SECOND_DARK)).isGreaterThan(1000);
        assertThat(picture.count(light ? 0xffffff : PAPER_DARK)).isGreaterThan(400_000);
        assertThat(picture.count(light ? FIRST_DARK : FIRST_LIGHT)).isZero();
    }

    private Png shown(PlotStyle style, String kind, int scheme) throws Exception {
        String browser = browser();
        Path file = folder.resolve("plot." + kind);
        try (var out = Files.newBufferedWriter(file)) {
            if (kind.equals("svg")) {
                plot("/x", style).writeSvg(out);
            } else {
                plot("/x", style).writeHtml(out);
            }
        }
        return screenshot(browser, file, scheme);
    }

    private Png screenshot(String browser, Path file, int scheme) throws Exception {
        Path picture = folder.resolve("picture.png");
        List<String> command = new ArrayList<>(List.of(browser, "--headless", "--no-sandbox"));
        for (String off :
                List.of("gpu", "quic", "background-networking", "component-update", "sync")) {
            command.add("--disable-" + off);
        }
        command.addAll(
                List.of(
                        "--no-first-run",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--blink-settings=preferredColorScheme=" + scheme,
                        "--window-size=1200,640",
                        "--screenshot=" + picture,
                        file.toUri().toString()));
        Path log = folder.resolve("browser.log");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(picture).as(() -> text(log)).exists();
        return Png.decode(Files.readAllBytes(picture));
    }

    private static OrderPlot plot(String title, PlotStyle style) {
        return new OrderPlot(
                title,
                style,
                List.of(
                        PlotSeriesTest.series(
                                PlotSeriesTest.data(6183, 12),
                                PlotSeriesTest.indirect(6195),
                                PlotSeriesTest.data(6196, 4)),
                        noBoundary()));
    }

    private static PlotSeries noBoundary() {
        PlotSeries series = new PlotSeries("no-boundary", 10);
        series.submit(PlotSeriesTest.indirect(6195));
        series.submit(PlotSeriesTest.data(6183, 12));
        series.submit(PlotSeriesTest.data(6196, 4));
        return series;
    }

    private static String browser() {
        Optional<String> found =
                Stream.of(System.getenv("PATH").split(":"))
                        .map(dir -> Path.of(dir, "chromium"))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
        if (found.isEmpty()) {
            System.err.println("NOT TESTED: chromium is not installed");
        }
        assumeTrue(found.isPresent(), "chromium is not installed");
        return found.orElseThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
