// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.device.BlockDevice;
import ext2cat.image.Ending;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image that was opened, whatever form it came in.
 *
 * @param device its bytes
 * @param warnings how compressed data ended, if not well; what came before is there
 */
record ImageSource(BlockDevice device, List<String> warnings) {

    static ImageSource of(Path image) throws IOException {
        Endings endings = new Endings();
        return new ImageSource(opener(endings).open(image), List.copyOf(endings.warnings));
    }

    static ImageSource of(SeekableByteChannel image, String name) throws IOException {
        Endings endings = new Endings();
        return new ImageSource(opener(endings).open(image, name), List.copyOf(endings.warnings));
    }

    private static ImageOpener opener(Endings endings) {
        return new ImageOpener(ImageOpener.defaultTemporaryDirectory(), endings);
    }

    private static final class Endings implements ExpansionProgress {

        private final List<String> warnings = new ArrayList<>();

        @Override
        public void expanded(long readBytes, long compressedBytes, long expandedBytes) {}

        @Override
        public void warned(String sentence) {
            warnings.add(sentence);
        }

        @Override
        public void ended(Ending ending) {
            ending.warning().ifPresent(warnings::add);
        }
    }
}
