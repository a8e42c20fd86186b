// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.cli.text.Wrapped;
import ext2cat.mpage.read.FileShape;
import ext2cat.readorder.format.BioText;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes a table for people: one line a read, then the figures of the models. A line fits 80
 * columns as long as its numbers have no more than seven digits or so; longer ones push their
 * neighbours to the right.
 */
final class OrderTable implements OrderOutput {

    private static final int MAX_COLUMNS = 80;

    private final Writer out;
    private final int blockBits;
    private final Asked asked;
    private final int pageShift;
    private boolean firstFile = true;
    private long read;

    OrderTable(Writer out, int blockBits, Asked asked) {
        this.out = out;
        this.blockBits = blockBits;
        this.asked = asked;
        this.pageShift = Math.max(0, FileShape.PAGE_SHIFT - blockBits);
    }

    @Override
    public void startFile(String path, long sizeBytes) throws IOException {
        if (!firstFile) {
            out.write("\n");
        }
        firstFile = false;
        read = 0;
        out.write(
                "%s: %d bytes in blocks of %d, read by %s, model %s\n\n"
                        .formatted(
                                shown(path),
                                sizeBytes,
                                1 << blockBits,
                                asked.reader().text(),
                                asked.model().name()));
        out.write("  read    file pages         disk blocks blocks  what  ends by\n");
    }

    @Override
    public void submit(Bio bio) throws IOException {
        read++;
        StringBuilder line = new StringBuilder(96);
        right(line, 6, Long.toString(read));
        right(line, 20, pages(bio));
        right(line, 40, BioText.range(bio.diskBlock(), bio.blocks()));
        right(line, 47, Long.toString(bio.blocks()));
        line.append("  ").append(bio.use().text());
        line.repeat(' ', Math.max(2, 55 - line.length())).append(bio.end().text());
        out.append(line).append('\n');
    }

    @Override
    public void endFile(FileResult result) throws IOException {
        if (read == 0) {
            out.write("  (nothing to read)\n");
        }
        if (result.error().isPresent()) {
            out.write("\n");
            wrap("The reads end here: " + shown(result.error().get()));
        }
        if (!result.figures().isEmpty()) {
            out.write("\n");
            FigureTable.print(out, result.figures());
        }
        if (result.verdict().isPresent()) {
            out.write("\n");
            wrap("verify: " + OffenceText.of(result.verdict().get()));
        }
    }

    /**
     * The pages that a bio fills, {@code 0-7}; with a hole between them {@code 0..10}; for an
     * indirect block {@code for 3}, the page of the first block that it maps.
     */
    private String pages(Bio bio) {
        long first = BioText.firstFileBlock(bio) >> pageShift;
        if (!bio.use().isData()) {
            return bio.use().isMap() ? "for " + first : "";
        }
        BioVec end = bio.vecs().getLast();
        long last = (end.fileBlock() + end.blocks() - 1) >> pageShift;
        if (bio.vecs().size() > 1) {
            return first + ".." + last;
        }
        return BioText.range(first, last - first + 1);
    }

    /** Appends a text that ends in a column, one blank from what stands before it at least. */
    private static void right(StringBuilder line, int column, String text) {
        line.repeat(' ', Math.max(line.isEmpty() ? 0 : 1, column - line.length() - text.length()))
                .append(text);
    }

    /** Writes a sentence in lines of at most 80 columns, broken at blanks. */
    private void wrap(String sentence) throws IOException {
        out.write(Wrapped.line(MAX_COLUMNS, "", 2, sentence));
    }

    /** A text that keeps to its line. */
    private static String shown(String text) {
        return text.chars().anyMatch(Character::isISOControl)
                ? text.replaceAll("\\p{Cntrl}", "?")
                : text;
    }
}
