// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;

import ext2cat.disk.FileName;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * JSON as all commands write it: one document, streamed, with each field and each element on a line
 * of its own. Field names are snake_case and end in their unit ({@code size_bytes}); times are ISO
 * 8601 in UTC; names and paths are in the spelling of {@link ext2cat.disk.FileName#toString}, from
 * which every byte can be had back; what does not apply is left out. The page {@code
 * src/doc/json.md} has a row for each field, and a test that holds it against the output.
 */
public final class Json {

    /** Writes the document's only value. */
    @FunctionalInterface
    public interface Body {
        void write(Json json) throws IOException;
    }

    /** A directory is an object and the array of its entries; beside those, a handful. */
    private static final int MAX_NESTING = 2 * Entered.MAX_DEPTH + 16;

    private final JsonGenerator out;

    /** Whether the document's array is left out, and each of its elements has a line. */
    private final boolean lines;

    private Json(JsonGenerator out, boolean lines) {
        this.out = out;
        this.lines = lines;
    }

    /**
     * Writes a document, or JSON Lines: in place of an array its elements, each on a line of its
     * own and as soon as it is known.
     */
    public static void write(Writer out, boolean lines, Body body) throws IOException {
        if (!lines) {
            write(out, body);
            return;
        }
        try (JsonGenerator json =
                factory().createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""))) {
            body.write(new Json(json, true));
        } finally {
            out.flush();
        }
    }

    /**
     * Writes a document and ends its line; flushes and does not close {@code out}. When {@code
     * body} throws, what it began is ended, so that the document is well formed.
     */
    public static void write(Writer out, Body body) throws IOException {
        try (JsonGenerator json = factory().createGenerator(out).setPrettyPrinter(printer())) {
            body.write(new Json(json, false));
        } finally {
            out.write('\n');
            out.flush();
        }
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                .build();
    }

    /** Begins an object, the document or an element of an array. */
    public void object() throws IOException {
        out.writeStartObject();
    }

    /** Begins an object that is a field. */
    public void object(String field) throws IOException {
        out.writeObjectFieldStart(field);
    }

    /** Begins an array, the document or an element of an array. */
    public void array() throws IOException {
        if (!lines || !isAtRoot()) {
            out.writeStartArray();
        }
    }

    /** Begins an array that is a field. */
    public void array(String field) throws IOException {
        out.writeArrayFieldStart(field);
    }

    /** Ends the innermost object or array. */
    public void end() throws IOException {
        if (lines && isAtRoot()) {
            return;
        }
        if (isInArray()) {
            out.writeEndArray();
        } else {
            out.writeEndObject();
        }
        if (lines && isAtRoot()) {
            out.writeRaw('\n');
        }
    }

    private boolean isAtRoot() {
        return out.getOutputContext().inRoot();
    }

    /** Whether the innermost that is not ended is an array. */
    public boolean isInArray() {
        return out.getOutputContext().inArray();
    }

    /** Writes a text. */
    public void field(String field, String text) throws IOException {
        out.writeStringField(field, text);
    }

    /** Writes a number. */
    public void field(String field, long number) throws IOException {
        out.writeNumberField(field, number);
    }

    /** Writes a number of 64 bits without a sign, as the size of a damaged inode may be. */
    public void unsigned(String field, long number) throws IOException {
        out.writeFieldName(field);
        out.writeNumber(Long.toUnsignedString(number));
    }

    /** Writes a number with a fraction. */
    public void field(String field, BigDecimal number) throws IOException {
        out.writeNumberField(field, number);
    }

    /** Writes a truth value. */
    public void field(String field, boolean value) throws IOException {
        out.writeBooleanField(field, value);
    }

    /** Writes a time. */
    public void field(String field, Instant time) throws IOException {
        out.writeStringField(field, time.toString());
    }

    /** Writes a text or a time, if there is one. */
    public void field(String field, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(field, value.get().toString());
        }
    }

    /** Writes a number, if there is one. */
    public void field(String field, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            out.writeNumberField(field, number.getAsLong());
        }
    }

    /** Writes the bytes of a name in base64 if they are no UTF-8; text shows other names whole. */
    public void nameBytes(FileName name) throws IOException {
        byte[] bytes = name.toBytes();
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException _) {
            out.writeStringField("name_bytes", Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** Writes an array of texts. */
    public void field(String field, Iterable<?> texts) throws IOException {
        out.writeArrayFieldStart(field);
        for (Object text : texts) {
            out.writeString(text.toString());
        }
        out.writeEndArray();
    }

    /** Writes a text that is an element. */
    public void element(String text) throws IOException {
        out.writeString(text);
    }

    /** Writes a number that is an element. */
    public void element(long number) throws IOException {
        out.writeNumber(number);
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
