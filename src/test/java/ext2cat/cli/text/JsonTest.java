// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;

final class JsonTest {

    @Test
    void aDocumentHasOneFieldALineAndEndsItsLine() throws IOException {
        StringWriter out = new StringWriter();
        Json.write(
                out,
                json -> {
                    json.writeStartObject();
                    json.writeStringField("path", "/a\"b");
                    json.writeArrayFieldStart("blocks");
                    json.writeNumber(1);
                    json.writeEndArray();
                    json.writeArrayFieldStart("none");
                    json.writeEndArray();
                    json.writeEndObject();
                });
        assertThat(out)
                .hasToString(
                        "{\n"
                                + "  \"path\": \"/a\\\"b\",\n"
                                + "  \"blocks\": [\n"
                                + "    1\n"
                                + "  ],\n"
                                + "  \"none\": []\n"
                                + "}\n");
    }

    @Test
    void aDocumentThatCannotBeFinishedIsWellFormed() {
        StringWriter out = new StringWriter();
        assertThatThrownBy(
                        () ->
                                Json.write(
                                        out,
                                        json -> {
                                            json.writeStartArray();
                                            throw new IOException("damage");
                                        }))
                .hasMessage("damage");
        assertThat(out).hasToString("[]\n");
    }
}
