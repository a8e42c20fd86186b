// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

/** Text as XML and HTML spell it. */
public final class XmlText {

    private XmlText() {}

    /** The text for an element or a quoted attribute; what XML cannot hold becomes U+FFFD. */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '&' -> out.append("&amp;");
                                case '<' -> out.append("&lt;");
                                case '>' -> out.append("&gt;");
                                case '"' -> out.append("&quot;");
                                case '\'' -> out.append("&#39;");
                                default -> out.appendCodePoint(isXml(point) ? point : 0xFFFD);
                            }
                        });
        return out.toString();
    }

    /** Char of XML 1.0, without the controls that it merely tolerates. */
    private static boolean isXml(int point) {
        return point == '\n'
                || point >= 0x20 && point < 0x7F
                || point > 0x9F && point < 0xD800
                || point > 0xDFFF && point < 0xFFFE
                || point > 0xFFFF;
    }
}
