// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ext2cat.bio.Bio;
import ext2cat.bio.PageFlag;
import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;
import ext2cat.device.MappedDevice;
import ext2cat.images.TestImages;
import ext2cat.mm.KernelModel;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.format.BioText;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pins as values, and beside what {@code ext2 pin} prints of them. */
class PinTest {

    /** A file of 16 blocks of 1 KiB: 12 of them, the indirect block, 4 more. */
    private static final String MAN_PAGE = "/man-page";

    @TempDir static Path folder;
    private static Path image = Path.of("");
    private static Optional<Volume> opened = Optional.empty();

    @BeforeAll
    static void open() throws IOException {
        image = new TestImages().named("tour").expandInto(folder);
        opened = Optional.of(Volume.open(MappedDevice.open(image)));
    }

    @AfterAll
    static void close() throws IOException {
        opened.orElseThrow().close();
    }

    private static Pin manPage() throws IOException {
        return Pin.of(ImagePath.typed(MAN_PAGE).lookup(opened.orElseThrow()));
    }

    @Test
    void aPinGivesPagesAndReadsAsValues() throws IOException {
        PinResult result = manPage().run();
        assertThat(result.stop()).isEmpty();
        assertThat(result.calls()).extracting(PinResult.Call::result).containsExactly(4L);
        assertThat(result.bios()).extracting(Bio::diskBlock).containsExactly(1000L, 1012L, 1013L);
        assertThat(result.bytesRead()).isEqualTo(17408);
        PinResult.PinnedPage last = result.pages().getLast();
        assertThat(last.address()).isEqualTo(result.firstAddress() + 3 * 4096);
        assertThat(last.references()).isEqualTo(3);
        assertThat(last.flags()).containsExactly(PageFlag.REFERENCED, PageFlag.UPTODATE);
        assertThat(last.blocks())
                .containsExactly(new PinResult.BlockRun(12, 4, Optional.of(1013L)));
    }

    @Test
    void eachChangeIsAnotherPinAndLeavesTheFirst() throws IOException {
        Pin pin = manPage().pages(1, 2);
        PinResult copies = pin.write().run();
        assertThat(copies.pages()).allMatch(PinResult.PinnedPage::isCopy);
        assertThat(pin.run().pages()).noneMatch(PinResult.PinnedPage::isCopy);
    }

    @Test
    void whereItStopsAndWhyIsAValueToo() throws IOException {
        PinResult.Stop beyond = manPage().pages(2, 4).run().stop().orElseThrow();
        assertThat(beyond.index()).isEqualTo(4);
        assertThat(beyond.error()).isEqualTo(-14); // EFAULT
        assertThat(beyond.reason()).isEqualTo(PinResult.Reason.BEYOND_END);
        PinResult.Stop readOnly = manPage().shared().write().run().stop().orElseThrow();
        assertThat(readOnly.reason()).isEqualTo(PinResult.Reason.READ_ONLY_MAPPING);
        assertThat(readOnly.failure()).isEmpty();
    }

    @Test
    void pagesThatNoFileHasAreRefused() throws IOException {
        Pin pin = manPage();
        assertThatIllegalArgumentException().isThrownBy(() -> pin.pages(0, Pin.MAX_PAGES + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> pin.from(-1));
    }

    @Test
    void theCommandPrintsThePagesAndReadsOfTheLibrary() throws IOException {
        checkPrinted(manPage());
        checkPrinted(manPage().driver(ReadModel.EXT4), "--driver=ext4");
        checkPrinted(
                manPage().model(KernelModel.LINUX_3_10).nonblocking(),
                "--model=3.10",
                "--nonblocking");
        checkPrinted(manPage().pages(1, 7).write(), "--start=1", "--pages=7", "--write");
        checkPrinted(manPage().from(3).shared(), "--start=3", "--shared");
    }

    private static void checkPrinted(Pin pin, String... options) throws IOException {
        PinResult result = pin.run();
        List<String> expected = new ArrayList<>();
        for (PinResult.Call call : result.calls()) {
            expected.add("get_user_pages(0x%x, %d, ".formatted(call.address(), call.pages()));
        }
        for (PinResult.PinnedPage page : result.pages()) {
            expected.add(" %d    0x%x ".formatted(page.index(), page.address()));
            expected.add(
                    page.flags().stream()
                            .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(",", " ", "\n")));
            page.bios().forEach(bio -> expected.add(BioText.what(bio)));
        }
        result.stop()
                .ifPresent(stop -> expected.add("Stopped at 0x%x: ".formatted(stop.address())));
        expected.add(
                "%d bios, %d bytes read.\n".formatted(result.bios().size(), result.bytesRead()));
        assertThat(print(options)).containsSubsequence(expected);
    }

    private static String print(String... options) {
        List<String> words = new ArrayList<>(List.of("pin", image.toString(), MAN_PAGE));
        words.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintWriter err = new PrintWriter(new StringWriter(), true);
        Ext2.run(words.toArray(String[]::new), new Streams(Channels.newChannel(out), err, false));
        return out.toString(StandardCharsets.UTF_8);
    }
}
