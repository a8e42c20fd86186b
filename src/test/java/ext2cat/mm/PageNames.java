// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.bio.PageOwner;

import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** The names that pages have in the recording: {@code ANON#2}, {@code CACHE(F,1)#1}. */
final class PageNames {

    private final Map<Page, String> names = new IdentityHashMap<>();
    private final Map<PageOwner, String> owners = new IdentityHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /**
     * @param pattern what comes before the index, such as {@code CACHE(F,}
     */
    void addOwner(PageOwner owner, String pattern) {
        owners.put(owner, pattern);
    }

    void addFixed(Page page, String name) {
        names.put(page, name);
    }

    String of(Page page) {
        return names.computeIfAbsent(page, this::newName);
    }

    private String newName(Page page) {
        if (page.is(PageFlag.ANON)) {
            return numbered("ANON");
        }
        for (Map.Entry<PageOwner, String> owner : owners.entrySet()) {
            if (page.isAttachedTo(owner.getKey())) {
                return numbered(owner.getValue() + page.index() + ")");
            }
        }
        return "UNKNOWN";
    }

    private String numbered(String kind) {
        return kind + "#" + seen.merge(kind, 1, Integer::sum);
    }

    /** The first bytes of a page as the recording writes them. */
    static String word(Page page, long offsetBytes) {
        return word(page.memory().asSlice(offsetBytes, 8).toArray(ValueLayout.JAVA_BYTE));
    }

    static String word(byte[] bytes) {
        int count = bytes.length;
        StringBuilder text = new StringBuilder();
        boolean allZero = true;
        boolean printable = true;
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xff;
            allZero &= b == 0;
            printable &= b == 0 || b > ' ' && b < 0x7f && b != '.';
            text.append(b == 0 ? '.' : (char) b);
        }
        if (allZero) {
            return "0";
        }
        if (printable) {
            return text.toString();
        }
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return "0x" + Long.toHexString(value);
    }

    static byte[] bytes(String word) {
        byte[] bytes = new byte[8];
        byte[] text = word.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < text.length && i < bytes.length; i++) {
            bytes[i] = text[i] == '.' ? 0 : text[i];
        }
        return word.equals("0") ? new byte[8] : bytes;
    }
}
