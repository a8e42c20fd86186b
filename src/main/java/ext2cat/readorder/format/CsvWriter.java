// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes one line a read, comma-separated as in RFC 4180, with lines that end in a line feed. The
 * columns: path; read, from 1 for each file; op, R or RA; use; disk_block and blocks; offset_bytes,
 * in the image; bytes; file_blocks, such as {@code 0-3 6-10}, for an indirect block the first block
 * that it maps; end, why the read ends there.
 */
final class CsvWriter implements OrderWriter {

    private static final String HEADER =
            "path,read,op,use,disk_block,blocks,offset_bytes,bytes,file_blocks,end\n";

    private final Writer out;
    private final TracedImage image;
    private boolean started;
    private String path = "";
    private long read;

    CsvWriter(Writer out, TracedImage image) {
        this.out = out;
        this.image = image;
    }

    @Override
    public void startFile(String file) throws IOException {
        start();
        path = quoted(file);
        read = 0;
    }

    @Override
    public void submit(Bio bio) throws IOException {
        read++;
        out.append(path).append(',').append(Long.toString(read)).append(',');
        out.append(bio.op().rwbs()).append(',');
        out.append(bio.use().text()).append(',');
        out.append(Long.toString(bio.diskBlock())).append(',');
        out.append(Long.toString(bio.blocks())).append(',');
        out.append(Long.toString(image.offsetBytes(bio.diskBlock()))).append(',');
        out.append(Long.toString(bio.blocks() << image.blockBits())).append(',');
        out.append(BioText.fileBlocks(bio).replace(',', ' ')).append(',');
        out.append(bio.end().text()).append('\n');
    }

    @Override
    public void close() throws IOException {
        start();
        out.flush();
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            out.write(HEADER);
        }
    }

    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return "\"" + text.replace("\"", "\"\"") + "\"";
            }
        }
        return text;
    }
}
