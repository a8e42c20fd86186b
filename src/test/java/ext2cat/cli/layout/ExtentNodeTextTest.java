// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The lines of a node, whatever it says. */
final class ExtentNodeTextTest {

    private final ByteBuffer node = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);

    private String text() throws IOException {
        StringWriter out = new StringWriter();
        ExtentNodeText.write(MemorySegment.ofArray(node.array()), out);
        return out.toString();
    }

    @Test
    void anExtentIsItsBlocksInTheFileAndOnTheDisk() throws IOException {
        node.putInt(0, 0x0002F30A).putInt(4, 3);
        node.putInt(12, 7).putShort(16, (short) 5).putShort(18, (short) 1).putInt(20, 100);
        node.putInt(24, -1).putShort(28, (short) 0x8001).putInt(32, 9);
        assertThat(text())
                .isEqualTo(
                        """
                          magic number 0xf30a, 2 entries of at most 3, depth 0
                          file blocks 7-11: 4294967396-4294967400
                          file blocks 4294967295: 9, unwritten
                        """);
    }

    @Test
    void anIndexLeadsToNodesOfWhichNoMoreAreShownThanThereIsRoomFor() throws IOException {
        node.putShort(2, (short) 0xFFFF).putShort(6, (short) 2);
        node.putInt(12, 3).putInt(16, 50).putShort(20, (short) 2);
        assertThat(text())
                .isEqualTo(
                        """
                          magic number 0x0000, 65535 entries of at most 0, depth 2
                          from file block 3 on: block 8589934642
                          from file block 0 on: block 0
                          from file block 0 on: block 0
                        """);
    }
}
