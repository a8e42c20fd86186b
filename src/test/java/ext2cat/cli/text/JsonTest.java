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
                    json.object();
                    json.field("path", "/a\"b");
                    json.array("blocks");
                    json.element(1);
                    json.end();
                    json.array("none");
                    json.end();
                    json.end();
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
                                            json.array();
                                            throw new IOException("damage");
                                        }))
                .hasMessage("damage");
        assertThat(out).hasToString("[]\n");
    }
}
