// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;

import ext2cat.volume.Entered;

import java.io.IOException;
import java.io.Writer;

/**
 * JSON as all commands write it: one document, streamed, with each field and each element on a line
 * of its own. Field names are snake_case and end in their unit ({@code size_bytes}); times are ISO
 * 8601 in UTC; names and paths are in the spelling of {@link ext2cat.disk.FileName#toString}, from
 * which every byte can be had back.
 */
public final class Json {

    /** Writes the document's only value. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A directory is an object and the array of its entries; beside those, a handful. */
    private static final int MAX_NESTING = 2 * Entered.MAX_DEPTH + 16;

    private Json() {}

    /**
     * Writes a document and ends its line; flushes and does not close {@code out}. When {@code
     * body} throws, what it began is ended, so that the document is well formed.
     */
    public static void write(Writer out, Body body) throws IOException {
        JsonFactory factory =
                JsonFactory.builder()
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .streamWriteConstraints(
                                StreamWriteConstraints.builder()
                                        .maxNestingDepth(MAX_NESTING)
                                        .build())
                        .build();
        try (JsonGenerator json = factory.createGenerator(out).setPrettyPrinter(printer())) {
            body.write(json);
        } finally {
            out.write('\n');
            out.flush();
        }
    }

    /** Writes a number of 64 bits without a sign, as the size of a damaged inode may be. */
    public static void writeUnsigned(JsonGenerator json, String field, long number)
            throws IOException {
        json.writeFieldName(field);
        json.writeNumber(Long.toUnsignedString(number));
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("");
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(separators)
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
    }
}
