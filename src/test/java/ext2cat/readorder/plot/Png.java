// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixels of a PNG of 8 bits a channel, RGB or RGBA, not interlaced: what browsers write.
 *
 * @param rgb the pixels row by row, 0xRRGGBB
 */
record Png(int width, int height, int[] rgb) {

    static Png decode(byte[] file) throws DataFormatException {
        ByteBuffer in = ByteBuffer.wrap(file).position(8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int width = 0;
        int height = 0;
        int channels = 0;
        while (in.hasRemaining()) {
            int length = in.getInt();
            int type = in.getInt();
            int next = in.position() + length + 4;
            if (type == 0x49484452) { // IHDR
                width = in.getInt();
                height = in.getInt();
                in.get();
                channels = in.get() == 6 ? 4 : 3;
            } else if (type == 0x49444154) { // IDAT
                packed.write(file, in.position(), length);
            }
            in.position(next);
        }
        byte[] rows = new byte[height * (width * channels + 1)];
        Inflater inflater = new Inflater();
        inflater.setInput(packed.toByteArray());
        inflater.inflate(rows);
        inflater.end();
        return new Png(width, height, pixels(rows, width, height, channels));
    }

    /** How many pixels have a colour. */
    long count(int colour) {
        long found = 0;
        for (int pixel : rgb) {
            found += pixel == colour ? 1 : 0;
        }
        return found;
    }

    private static int[] pixels(byte[] rows, int width, int height, int channels) {
        int stride = width * channels;
        byte[] above = new byte[stride];
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            byte[] line = new byte[stride];
            int start = y * (stride + 1);
            for (int i = 0; i < stride; i++) {
                int left = i < channels ? 0 : line[i - channels] & 0xFF;
                int up = above[i] & 0xFF;
                int upLeft = i < channels ? 0 : above[i - channels] & 0xFF;
                int predicted =
                        switch (rows[start]) {
                            case 0 -> 0;
                            case 1 -> left;
                            case 2 -> up;
                            case 3 -> (left + up) / 2;
                            default -> paeth(left, up, upLeft);
                        };
                line[i] = (byte) (rows[start + 1 + i] + predicted);
            }
            for (int x = 0; x < width; x++) {
                rgb[y * width + x] =
                        (line[x * channels] & 0xFF) << 16
                                | (line[x * channels + 1] & 0xFF) << 8
                                | line[x * channels + 2] & 0xFF;
            }
            above = line;
        }
        return rgb;
    }

    private static int paeth(int left, int up, int upLeft) {
        int p = left + up - upLeft;
        int toLeft = Math.abs(p - left);
        int toUp = Math.abs(p - up);
        int toUpLeft = Math.abs(p - upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }
}
